namespace RunCommandPS;

/// <summary>The format of a report.</summary>
public enum ReportFormat
{
    /// <summary>A page for people, in one file.</summary>
    Html,

    /// <summary>XML that CI tools read: one test case per node.</summary>
    JUnit,

    /// <summary>One row per node.</summary>
    Csv,

    /// <summary>One object with everything.</summary>
    Json,
}
