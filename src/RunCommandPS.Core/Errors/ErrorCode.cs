namespace RunCommandPS;

/// <summary>
/// Codes of errors: the service's own, spelled as it spells them, and this module's for what goes wrong before the service
/// has answered. A code is the ErrorId of the PowerShell error made from it.
/// </summary>
public static class ErrorCode
{
    /// <summary>The same node twice.</summary>
    public const string DuplicateInstanceId = "DuplicateInstanceId";

    /// <summary>An error on the service's side.</summary>
    public const string InternalServerError = "InternalServerError";

    /// <summary>No such document, or not shared with this account.</summary>
    public const string InvalidDocument = "InvalidDocument";

    /// <summary>No such version of the document.</summary>
    public const string InvalidDocumentVersion = "InvalidDocumentVersion";

    /// <summary>A node that is unknown, unregistered, not running its agent, terminated, or not permitted.</summary>
    public const string InvalidInstanceId = "InvalidInstanceId";

    /// <summary>A notification that can't be sent.</summary>
    public const string InvalidNotificationConfig = "InvalidNotificationConfig";

    /// <summary>No such S3 bucket.</summary>
    public const string InvalidOutputFolder = "InvalidOutputFolder";

    /// <summary>Parameters the document does not have, or not in this form.</summary>
    public const string InvalidParameters = "InvalidParameters";

    /// <summary>A role that can't be used.</summary>
    public const string InvalidRole = "InvalidRole";

    /// <summary>A document over 64 KB, or over 97 KB with its parameters.</summary>
    public const string MaxDocumentSizeExceeded = "MaxDocumentSizeExceeded";

    /// <summary>A document that does not run on the node's platform.</summary>
    public const string UnsupportedPlatformType = "UnsupportedPlatformType";

    /// <summary>No such command.</summary>
    public const string InvalidCommandId = "InvalidCommandId";

    /// <summary>A filter the operation does not have.</summary>
    public const string InvalidFilterKey = "InvalidFilterKey";

    /// <summary>A value that a filter of nodes does not take.</summary>
    public const string InvalidInstanceInformationFilterValue = "InvalidInstanceInformationFilterValue";

    /// <summary>A page token that is not (or no longer) valid.</summary>
    public const string InvalidNextToken = "InvalidNextToken";

    /// <summary>No such step.</summary>
    public const string InvalidPluginName = "InvalidPluginName";

    /// <summary>No invocation of this command on this node, or not yet.</summary>
    public const string InvocationDoesNotExist = "InvocationDoesNotExist";

    /// <summary>A value that breaks a constraint of the API.</summary>
    public const string ValidationException = "ValidationException";

    /// <summary>Too many calls; nothing was carried out.</summary>
    public const string ThrottlingException = "ThrottlingException";

    /// <summary>The caller may not do this.</summary>
    public const string AccessDeniedException = "AccessDeniedException";

    /// <summary>An access key the service does not know.</summary>
    public const string UnrecognizedClientException = "UnrecognizedClientException";

    /// <summary>A secret key that does not match, or a clock that is off.</summary>
    public const string InvalidSignatureException = "InvalidSignatureException";

    /// <summary>Temporary credentials that have run out.</summary>
    public const string ExpiredTokenException = "ExpiredTokenException";

    /// <summary>A request that is not signed.</summary>
    public const string MissingAuthenticationTokenException = "MissingAuthenticationTokenException";

    /// <summary>An operation the service does not have.</summary>
    public const string UnknownOperationException = "UnknownOperationException";

    /// <summary>A request body that is not what the protocol says.</summary>
    public const string SerializationException = "SerializationException";

    /// <summary>No credentials anywhere in the usual chain.</summary>
    public const string NoCredentials = "NoCredentials";

    /// <summary>No Region was specified, and none is configured.</summary>
    public const string NoRegion = "NoRegion";

    /// <summary>A Region that does not exist.</summary>
    public const string UnknownRegion = "UnknownRegion";

    /// <summary>A profile that does not exist.</summary>
    public const string UnknownProfile = "UnknownProfile";

    /// <summary>Connection settings that contradict each other or can't be read.</summary>
    public const string InvalidConnection = "InvalidConnection";

    /// <summary>Nothing listens at the endpoint, or its name can't be resolved.</summary>
    public const string ConnectionRefused = "ConnectionRefused";

    /// <summary>The connection was lost while waiting for an answer.</summary>
    public const string ConnectionLost = "ConnectionLost";

    /// <summary>No answer in time.</summary>
    public const string RequestTimeout = "RequestTimeout";

    /// <summary>An answer that can't be read.</summary>
    public const string InvalidReply = "InvalidReply";

    /// <summary>An input object that no node or request can be read from.</summary>
    public const string InvalidInput = "InvalidInput";

    /// <summary>A parameter value that can't be sent.</summary>
    public const string InvalidParameterValue = "InvalidParameterValue";

    /// <summary>A secret where everyone who can list commands could read it.</summary>
    public const string SecretParameterValue = "SecretParameterValue";

    /// <summary>A command that has not ended, although one that has ended is required.</summary>
    public const string CommandNotEnded = "CommandNotEnded";

    /// <summary>A command that had not ended, or nodes that were not online, when the wait for them ended.</summary>
    public const string WaitTimeout = "WaitTimeout";

    /// <summary>Output in S3 that is not there or can't be read.</summary>
    public const string OutputUnavailable = "OutputUnavailable";

    /// <summary>Output in S3 that the caller may not read.</summary>
    public const string OutputAccessDenied = "OutputAccessDenied";

    /// <summary>The bucket that output went to no longer exists.</summary>
    public const string OutputBucketNotFound = "OutputBucketNotFound";

    /// <summary>A node on which a run did not succeed.</summary>
    public const string NodeFailed = "NodeFailed";

    /// <summary>Nodes that the service reported nothing about.</summary>
    public const string NodeUnheard = "NodeUnheard";

    /// <summary>Nodes on which a run was not started, because too many others had failed.</summary>
    public const string TooManyErrors = "TooManyErrors";

    /// <summary>Criteria that no node meets.</summary>
    public const string NoNodes = "NoNodes";

    /// <summary>A run that was stopped before its end.</summary>
    public const string RunStopped = "RunStopped";

    /// <summary>Objects that did not come back from a node.</summary>
    public const string ObjectsUnavailable = "ObjectsUnavailable";

    /// <summary>Output that was supposed to be JSON and is not.</summary>
    public const string OutputNotJson = "OutputNotJson";

    /// <summary>No rollout of that name or id has a record here.</summary>
    public const string RolloutNotFound = "RolloutNotFound";

    /// <summary>A rollout that another process runs.</summary>
    public const string RolloutRunning = "RolloutRunning";

    /// <summary>A rollout that was not allowed to continue with its next wave.</summary>
    public const string RolloutHalted = "RolloutHalted";

    /// <summary>A document that is not what it was when the rollout was planned.</summary>
    public const string RolloutDocumentChanged = "RolloutDocumentChanged";

    /// <summary>The record of a rollout that can't be read or written.</summary>
    public const string RolloutRecordUnavailable = "RolloutRecordUnavailable";

    /// <summary>The record of a rollout that is damaged, or of a newer version.</summary>
    public const string RolloutRecordDamaged = "RolloutRecordDamaged";

    /// <summary>The file of a report that can't be written.</summary>
    public const string ReportNotWritten = "ReportNotWritten";

    /// <summary>An error that this module did not foresee.</summary>
    public const string UnexpectedError = "UnexpectedError";
}
