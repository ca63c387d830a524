namespace RunCommandPS;

// One type per error code, each empty: they exist to be caught by name. In the module, only ErrorCatalog and its neighbors make them.

/// <summary>The same node was specified twice. <see cref="ErrorCode.DuplicateInstanceId"/>.</summary>
public sealed class DuplicateInstanceIdException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The service had an error of its own. <see cref="ErrorCode.InternalServerError"/>.</summary>
public sealed class InternalServerErrorException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The document does not exist, or is not shared with this account. <see cref="ErrorCode.InvalidDocument"/>.</summary>
public sealed class InvalidDocumentException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The document has no such version. <see cref="ErrorCode.InvalidDocumentVersion"/>.</summary>
public sealed class InvalidDocumentVersionException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>
/// A node can't receive commands: unknown, unregistered, agent down, terminated, or not permitted.
/// <see cref="ErrorCode.InvalidInstanceId"/>.
/// </summary>
public sealed class InvalidInstanceIdException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The notification can't be sent. <see cref="ErrorCode.InvalidNotificationConfig"/>.</summary>
public sealed class InvalidNotificationConfigException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The S3 bucket does not exist. <see cref="ErrorCode.InvalidOutputFolder"/>.</summary>
public sealed class InvalidOutputFolderException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The document does not take these parameters. <see cref="ErrorCode.InvalidParameters"/>.</summary>
public sealed class InvalidParametersException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The role can't be used for notifications. <see cref="ErrorCode.InvalidRole"/>.</summary>
public sealed class InvalidRoleException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>Document and parameters are over the limit. <see cref="ErrorCode.MaxDocumentSizeExceeded"/>.</summary>
public sealed class MaxDocumentSizeExceededException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The document does not run on a node's platform. <see cref="ErrorCode.UnsupportedPlatformType"/>.</summary>
public sealed class UnsupportedPlatformTypeException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>There is no such command. <see cref="ErrorCode.InvalidCommandId"/>.</summary>
public sealed class InvalidCommandIdException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>A filter of nodes does not take the value. <see cref="ErrorCode.InvalidInstanceInformationFilterValue"/>.</summary>
public sealed class InvalidInstanceInformationFilterValueException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The operation has no such filter. <see cref="ErrorCode.InvalidFilterKey"/>.</summary>
public sealed class InvalidFilterKeyException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The page token is not valid. <see cref="ErrorCode.InvalidNextToken"/>.</summary>
public sealed class InvalidNextTokenException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The document has no such step. <see cref="ErrorCode.InvalidPluginName"/>.</summary>
public sealed class InvalidPluginNameException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The command has no invocation on this node, or not yet. <see cref="ErrorCode.InvocationDoesNotExist"/>.</summary>
public sealed class InvocationDoesNotExistException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>A value breaks a constraint of the API. <see cref="ErrorCode.ValidationException"/>.</summary>
public sealed class RequestValidationException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>Too many calls. <see cref="ErrorCode.ThrottlingException"/>.</summary>
public sealed class ThrottlingException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The caller may not do this. <see cref="ErrorCode.AccessDeniedException"/>.</summary>
public sealed class AccessDeniedException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The access key is not known. <see cref="ErrorCode.UnrecognizedClientException"/>.</summary>
public sealed class UnrecognizedClientException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The request's signature does not match. <see cref="ErrorCode.InvalidSignatureException"/>.</summary>
public sealed class InvalidSignatureException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The temporary credentials have run out. <see cref="ErrorCode.ExpiredTokenException"/>.</summary>
public sealed class ExpiredTokenException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The request arrived without its signature. <see cref="ErrorCode.MissingAuthenticationTokenException"/>.</summary>
public sealed class MissingAuthenticationTokenException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>What answers at the endpoint does not have the operation. <see cref="ErrorCode.UnknownOperationException"/>.</summary>
public sealed class UnknownOperationException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The request arrived in a form that can't be read. <see cref="ErrorCode.SerializationException"/>.</summary>
public sealed class RequestSerializationException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>No credentials were found. <see cref="ErrorCode.NoCredentials"/>.</summary>
public sealed class NoCredentialsException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>No Region was specified, and none is configured. <see cref="ErrorCode.NoRegion"/>.</summary>
public sealed class NoRegionException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>There is no such Region. <see cref="ErrorCode.UnknownRegion"/>.</summary>
public sealed class UnknownRegionException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>There is no such profile. <see cref="ErrorCode.UnknownProfile"/>.</summary>
public sealed class UnknownProfileException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>Connection settings contradict each other or can't be read. <see cref="ErrorCode.InvalidConnection"/>.</summary>
public sealed class InvalidConnectionException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>Nothing listens at the endpoint, or its name can't be resolved. <see cref="ErrorCode.ConnectionRefused"/>.</summary>
public sealed class ConnectionRefusedException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The connection was lost before the answer was complete. <see cref="ErrorCode.ConnectionLost"/>.</summary>
public sealed class ConnectionLostException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>No answer came in time. <see cref="ErrorCode.RequestTimeout"/>.</summary>
public sealed class RequestTimeoutException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The answer can't be read. <see cref="ErrorCode.InvalidReply"/>.</summary>
public sealed class InvalidReplyException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>No node or request can be read from the input. <see cref="ErrorCode.InvalidInput"/>.</summary>
public sealed class InvalidInputException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>A parameter value can't be sent. <see cref="ErrorCode.InvalidParameterValue"/>.</summary>
public sealed class InvalidParameterValueException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>A secret was about to be sent where others can read it. <see cref="ErrorCode.SecretParameterValue"/>.</summary>
public sealed class SecretParameterValueException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>A command had not ended, or nodes were not online, when the wait for them ended. <see cref="ErrorCode.WaitTimeout"/>.</summary>
public sealed class WaitTimeoutException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>Output in S3 is not there or can't be read. <see cref="ErrorCode.OutputUnavailable"/>.</summary>
public sealed class OutputUnavailableException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The caller may not read the output in S3. <see cref="ErrorCode.OutputAccessDenied"/>.</summary>
public sealed class OutputAccessDeniedException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The bucket that output went to does not exist. <see cref="ErrorCode.OutputBucketNotFound"/>.</summary>
public sealed class OutputBucketNotFoundException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>A run did not succeed on a node. <see cref="ErrorCode.NodeFailed"/>.</summary>
public sealed class NodeFailedException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The service reported nothing about some nodes of a command that has ended. <see cref="ErrorCode.NodeUnheard"/>.</summary>
public sealed class NodeUnheardException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>Too many nodes failed for the others to start. <see cref="ErrorCode.TooManyErrors"/>.</summary>
public sealed class TooManyErrorsException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>No node meets the criteria. <see cref="ErrorCode.NoNodes"/>.</summary>
public sealed class NoNodesException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>A run was stopped before its end. <see cref="ErrorCode.RunStopped"/>.</summary>
public sealed class RunStoppedException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The objects that a script returned on a node did not come back. <see cref="ErrorCode.ObjectsUnavailable"/>.</summary>
public sealed class ObjectsUnavailableException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>Output that was supposed to be JSON and is not. <see cref="ErrorCode.OutputNotJson"/>.</summary>
public sealed class OutputNotJsonException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>A command has not ended, although one that has ended is required. <see cref="ErrorCode.CommandNotEnded"/>.</summary>
public sealed class CommandNotEndedException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>No rollout of that name or id has a record here. <see cref="ErrorCode.RolloutNotFound"/>.</summary>
public sealed class RolloutNotFoundException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>Another process runs the rollout. <see cref="ErrorCode.RolloutRunning"/>.</summary>
public sealed class RolloutRunningException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>A rollout was not allowed to continue with its next wave. <see cref="ErrorCode.RolloutHalted"/>.</summary>
public sealed class RolloutHaltedException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>A document has changed since the rollout was planned. <see cref="ErrorCode.RolloutDocumentChanged"/>.</summary>
public sealed class RolloutDocumentChangedException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The record of a rollout can't be read or written. <see cref="ErrorCode.RolloutRecordUnavailable"/>.</summary>
public sealed class RolloutRecordUnavailableException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The record of a rollout is damaged, or of a newer version. <see cref="ErrorCode.RolloutRecordDamaged"/>.</summary>
public sealed class RolloutRecordDamagedException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>The file of a report can't be written. <see cref="ErrorCode.ReportNotWritten"/>.</summary>
public sealed class ReportNotWrittenException(ErrorDetail detail) : RunCommandException(detail);

/// <summary>An error that this module did not foresee. <see cref="ErrorCode.UnexpectedError"/>.</summary>
public sealed class UnexpectedErrorException(ErrorDetail detail) : RunCommandException(detail);
