namespace RunCommandPS.Simulator.Contract;

/// <summary>
/// Codes that the module has no exception of its own for, so they stand here and not in <see cref="ErrorCode"/>: those of operations that
/// own documents and tags, and the front end's.
/// </summary>
internal static class OwnerErrorCode
{
    /// <summary>The service does not answer for now. HTTP 503.</summary>
    public const string ServiceUnavailable = "ServiceUnavailable";

    /// <summary>A new document with the name of another.</summary>
    public const string DocumentAlreadyExists = "DocumentAlreadyExists";

    /// <summary>One document more than an account can own.</summary>
    public const string DocumentLimitExceeded = "DocumentLimitExceeded";

    /// <summary>A document that does not conform to its schema.</summary>
    public const string InvalidDocumentContent = "InvalidDocumentContent";

    /// <summary>A schema there is none of, or none for commands.</summary>
    public const string InvalidDocumentSchemaVersion = "InvalidDocumentSchemaVersion";

    /// <summary>A document that can't be deleted.</summary>
    public const string InvalidDocumentOperation = "InvalidDocumentOperation";

    /// <summary>A new version with the content of another.</summary>
    public const string DuplicateDocumentContent = "DuplicateDocumentContent";

    /// <summary>A new version with the name of another.</summary>
    public const string DuplicateDocumentVersionName = "DuplicateDocumentVersionName";

    /// <summary>One version more than a document can have.</summary>
    public const string DocumentVersionLimitExceeded = "DocumentVersionLimitExceeded";

    /// <summary>A resource that the type given has none of.</summary>
    public const string InvalidResourceId = "InvalidResourceId";

    /// <summary>A type of resource that the resource is not of.</summary>
    public const string InvalidResourceType = "InvalidResourceType";

    /// <summary>More tags than a resource can have.</summary>
    public const string TooManyTags = "TooManyTagsError";

    /// <summary>A value that no node has under the key of a filter.</summary>
    public const string InvalidInstancePropertyFilterValue = "InvalidInstancePropertyFilterValue";

    /// <summary>A new parameter with the name of another.</summary>
    public const string ParameterAlreadyExists = "ParameterAlreadyExists";

    /// <summary>A parameter there is none of.</summary>
    public const string ParameterNotFound = "ParameterNotFound";

    /// <summary>A version that a parameter has not.</summary>
    public const string ParameterVersionNotFound = "ParameterVersionNotFound";

    /// <summary>One parameter more than an account can have.</summary>
    public const string ParameterLimitExceeded = "ParameterLimitExceeded";

    /// <summary>A name with too many levels.</summary>
    public const string HierarchyLevelLimitExceeded = "HierarchyLevelLimitExceededException";

    /// <summary>Another type than a parameter has.</summary>
    public const string HierarchyTypeMismatch = "HierarchyTypeMismatchException";

    /// <summary>A pattern that is no regular expression.</summary>
    public const string InvalidAllowedPattern = "InvalidAllowedPatternException";

    /// <summary>A value that does not match its pattern.</summary>
    public const string ParameterPatternMismatch = "ParameterPatternMismatchException";

    /// <summary>A type of parameter that can't be had.</summary>
    public const string UnsupportedParameterType = "UnsupportedParameterType";

    /// <summary>A policy that can't be had.</summary>
    public const string InvalidPolicyType = "InvalidPolicyTypeException";

    /// <summary>What CloudWatch Logs says of a parameter that does not keep to its constraints.</summary>
    public const string InvalidParameter = "InvalidParameterException";

    /// <summary>A log group or stream there is none of.</summary>
    public const string ResourceNotFound = "ResourceNotFoundException";

    /// <summary>What EC2 says of a parameter with a value that it can't have.</summary>
    public const string InvalidParameterValue = "InvalidParameterValue";
}
