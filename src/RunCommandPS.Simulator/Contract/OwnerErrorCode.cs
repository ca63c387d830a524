namespace RunCommandPS.Simulator.Contract;

/// <summary>
/// Codes for which the module has no exception of its own, so they are here and not in <see cref="ErrorCode"/>: those of operations that
/// own documents and tags, and the front end's.
/// </summary>
internal static class OwnerErrorCode
{
    /// <summary>The service is temporarily unavailable. HTTP 503.</summary>
    public const string ServiceUnavailable = "ServiceUnavailable";

    /// <summary>A new document with the name of an existing one.</summary>
    public const string DocumentAlreadyExists = "DocumentAlreadyExists";

    /// <summary>One document more than an account can own.</summary>
    public const string DocumentLimitExceeded = "DocumentLimitExceeded";

    /// <summary>A document that does not conform to its schema.</summary>
    public const string InvalidDocumentContent = "InvalidDocumentContent";

    /// <summary>A schema that does not exist, or is not for commands.</summary>
    public const string InvalidDocumentSchemaVersion = "InvalidDocumentSchemaVersion";

    /// <summary>A document that can't be deleted.</summary>
    public const string InvalidDocumentOperation = "InvalidDocumentOperation";

    /// <summary>A new version with the content of another one.</summary>
    public const string DuplicateDocumentContent = "DuplicateDocumentContent";

    /// <summary>A new version with the name of another one.</summary>
    public const string DuplicateDocumentVersionName = "DuplicateDocumentVersionName";

    /// <summary>One version more than a document can have.</summary>
    public const string DocumentVersionLimitExceeded = "DocumentVersionLimitExceeded";

    /// <summary>A resource that does not exist in the specified type.</summary>
    public const string InvalidResourceId = "InvalidResourceId";

    /// <summary>A type that is not that of the resource.</summary>
    public const string InvalidResourceType = "InvalidResourceType";

    /// <summary>More tags than a resource can have.</summary>
    public const string TooManyTags = "TooManyTagsError";

    /// <summary>A value that no node can have for the key of a filter.</summary>
    public const string InvalidInstancePropertyFilterValue = "InvalidInstancePropertyFilterValue";

    /// <summary>A new parameter with the name of an existing one.</summary>
    public const string ParameterAlreadyExists = "ParameterAlreadyExists";

    /// <summary>A parameter that does not exist.</summary>
    public const string ParameterNotFound = "ParameterNotFound";

    /// <summary>A version that a parameter does not have.</summary>
    public const string ParameterVersionNotFound = "ParameterVersionNotFound";

    /// <summary>One parameter more than an account can have.</summary>
    public const string ParameterLimitExceeded = "ParameterLimitExceeded";

    /// <summary>A name with too many levels.</summary>
    public const string HierarchyLevelLimitExceeded = "HierarchyLevelLimitExceededException";

    /// <summary>A type other than that of the parameter.</summary>
    public const string HierarchyTypeMismatch = "HierarchyTypeMismatchException";

    /// <summary>A pattern that is not a regular expression.</summary>
    public const string InvalidAllowedPattern = "InvalidAllowedPatternException";

    /// <summary>A value that does not match its pattern.</summary>
    public const string ParameterPatternMismatch = "ParameterPatternMismatchException";

    /// <summary>A type of parameter that is not supported.</summary>
    public const string UnsupportedParameterType = "UnsupportedParameterType";

    /// <summary>A policy that is not supported.</summary>
    public const string InvalidPolicyType = "InvalidPolicyTypeException";

    /// <summary>The CloudWatch Logs error for a parameter that violates its constraints.</summary>
    public const string InvalidParameter = "InvalidParameterException";

    /// <summary>A log group or stream that does not exist.</summary>
    public const string ResourceNotFound = "ResourceNotFoundException";

    /// <summary>The EC2 error for a parameter with an invalid value.</summary>
    public const string InvalidParameterValue = "InvalidParameterValue";
}
