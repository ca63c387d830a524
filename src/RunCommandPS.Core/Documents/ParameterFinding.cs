namespace RunCommandPS.Documents;

/// <summary>One thing that is wrong with the parameters passed to a document.</summary>
/// <param name="Kind">What kind of fault it is.</param>
/// <param name="ParameterName">The parameter, as the caller wrote it or, where it is missing, as the document declares it.</param>
/// <param name="Value">The value or item at fault; null if it is not about one.</param>
/// <param name="Message">The fault in plain words.</param>
public sealed record ParameterFinding(ParameterFindingKind Kind, string ParameterName, string? Value, string Message)
{
    /// <summary>For a name the document does not have: the closest match among its names. Null for every other kind.</summary>
    public string? Suggestion { get; init; }
}

/// <summary>What can be wrong with a parameter.</summary>
public enum ParameterFindingKind
{
    /// <summary>No value for a parameter without a default.</summary>
    MissingRequired,

    /// <summary>No such parameter; names are case-sensitive.</summary>
    UnknownName,

    /// <summary>A value that does not fit the type, or several values for a type that takes one.</summary>
    WrongType,

    /// <summary>A value that is not among the allowed ones.</summary>
    NotAllowedValue,

    /// <summary>A value that does not match the allowed pattern as a whole.</summary>
    PatternMismatch,

    /// <summary>Fewer items or entries than the minimum.</summary>
    TooFewItems,

    /// <summary>More items or entries than the maximum.</summary>
    TooManyItems,

    /// <summary>Fewer characters than the minimum.</summary>
    TooShort,

    /// <summary>More characters than the maximum.</summary>
    TooLong,

    /// <summary>Parameters for a document that declares none.</summary>
    NoParametersSupported,
}
