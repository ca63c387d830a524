namespace RunCommandPS;

/// <summary>The form of a report.</summary>
public enum ReportFormat
{
    /// <summary>A page for people, in one file.</summary>
    Html,

    /// <summary>XML as tools of CI read it: a test case a node.</summary>
    JUnit,

    /// <summary>A row a node.</summary>
    Csv,

    /// <summary>One object with everything.</summary>
    Json,
}
