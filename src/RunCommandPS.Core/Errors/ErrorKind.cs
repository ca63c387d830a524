namespace RunCommandPS;

/// <summary>What kind of error it is. The names are those of PowerShell's error categories, which they become.</summary>
public enum ErrorKind
{
    /// <summary>A value that can't be used.</summary>
    InvalidArgument,

    /// <summary>Values that may each be right but do not go together.</summary>
    InvalidData,

    /// <summary>Something that is not in a state to do this.</summary>
    InvalidOperation,

    /// <summary>Something that does not exist, or not for this caller.</summary>
    ObjectNotFound,

    /// <summary>The caller may not do this.</summary>
    PermissionDenied,

    /// <summary>The caller could not be identified.</summary>
    AuthenticationError,

    /// <summary>Too much, or too often.</summary>
    LimitsExceeded,

    /// <summary>The service could not be reached.</summary>
    ConnectionError,

    /// <summary>No answer in time.</summary>
    OperationTimeout,

    /// <summary>An answer that breaks the protocol.</summary>
    ProtocolError,

    /// <summary>The service has a problem of its own.</summary>
    ResourceUnavailable,

    /// <summary>A feature that is not available for this.</summary>
    NotImplemented,

    /// <summary>Anything the service says that this module does not know.</summary>
    NotSpecified,
}
