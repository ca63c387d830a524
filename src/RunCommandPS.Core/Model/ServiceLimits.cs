namespace RunCommandPS;

/// <summary>
/// Every limit, pattern and list of values that the Run Command API publishes, written once: parameter attributes,
/// validators, the simulator and the help pages read them here. Patterns are the API reference's own text; to match them
/// as the service does, go through <see cref="SpecPattern"/>.
/// </summary>
/// <remarks>Source: the API reference of SendCommand, ListCommands, ListCommandInvocations, GetCommandInvocation,
/// CancelCommand, DescribeInstanceInformation and the document operations, version 2014-11-06.</remarks>
public static class ServiceLimits
{
    /// <summary>DocumentName of a request: a name or an ARN.</summary>
    public const string DocumentNamePattern = @"^[a-zA-Z0-9_\-.:/]{3,128}$";

    /// <summary>DocumentName of a new document, where an ARN is not allowed.</summary>
    public const string NewDocumentNamePattern = @"^[a-zA-Z0-9_\-.]{3,128}$";

    /// <summary>DocumentVersion.</summary>
    public const string DocumentVersionPattern = @"([$]LATEST|[$]DEFAULT|^[1-9][0-9]*$)";

    /// <summary>The version that a document's owner made the default.</summary>
    public const string DefaultVersion = "$DEFAULT";

    /// <summary>The newest version of a document.</summary>
    public const string LatestVersion = "$LATEST";

    /// <summary>A managed node's id: EC2 instances (short and long form) and hybrid-activated nodes.</summary>
    public const string InstanceIdPattern = @"(^i-(\w{8}|\w{17})$)|(^mi-\w{17}$)";

    /// <summary>An EC2 instance's id.</summary>
    public const string Ec2InstanceIdPattern = @"^i-(\w{8}|\w{17})$";

    /// <summary>MaxConcurrency: a count or a percentage.</summary>
    public const string MaxConcurrencyPattern = @"^([1-9][0-9]*|[1-9][0-9]%|[1-9]%|100%)$";

    /// <summary>MaxErrors: a count or a percentage, zero included.</summary>
    public const string MaxErrorsPattern = @"^([1-9][0-9]*|[0]|[1-9][0-9]%|[0-9]%|100%)$";

    /// <summary>Key of a target.</summary>
    public const string TargetKeyPattern = @"^[\p{L}\p{Z}\p{N}_.:/=\-@]*$|resource-groups:ResourceTypeFilters|resource-groups:Name";

    /// <summary>Name of a CloudWatch alarm.</summary>
    public const string AlarmNamePattern = @"^(?!\s*$).+";

    /// <summary>CommandId is a fixed number of characters.</summary>
    public const int CommandIdLength = 36;

    /// <summary>A command's id: a UUID. Source: recordings; the API's model has only its length.</summary>
    public const string CommandIdPattern = "^[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}$";

    /// <summary>Shortest managed node's id, in characters. Source: recordings.</summary>
    public const int InstanceIdMinimumLength = 10;

    /// <summary>Most node ids in one SendCommand or CancelCommand.</summary>
    public const int InstanceIdsMaximum = 50;

    /// <summary>Most targets in one SendCommand.</summary>
    public const int TargetsMaximum = 5;

    /// <summary>Most values of one target.</summary>
    public const int TargetValuesMaximum = 50;

    /// <summary>Shortest target key, in characters.</summary>
    public const int TargetKeyMinimumLength = 1;

    /// <summary>Longest target key, in characters.</summary>
    public const int TargetKeyMaximumLength = 163;

    /// <summary>Longest comment, in characters.</summary>
    public const int CommentMaximumLength = 100;

    /// <summary>Longest document hash, in characters.</summary>
    public const int DocumentHashMaximumLength = 256;

    /// <summary>Shortest timeout, in seconds.</summary>
    public const int TimeoutSecondsMinimum = 30;

    /// <summary>Longest timeout, in seconds: 30 days.</summary>
    public const int TimeoutSecondsMaximum = 2_592_000;

    /// <summary>The service's default timeout, in seconds.</summary>
    public const int TimeoutSecondsDefault = 3600;

    /// <summary>Shortest MaxConcurrency or MaxErrors, in characters.</summary>
    public const int RateMinimumLength = 1;

    /// <summary>Longest MaxConcurrency or MaxErrors, in characters.</summary>
    public const int RateMaximumLength = 7;

    /// <summary>The service's default for MaxConcurrency.</summary>
    public const string MaxConcurrencyDefault = "50";

    /// <summary>The service's default for MaxErrors.</summary>
    public const string MaxErrorsDefault = "0";

    /// <summary>Shortest S3 bucket name, in characters.</summary>
    public const int BucketNameMinimumLength = 3;

    /// <summary>Longest S3 bucket name, in characters.</summary>
    public const int BucketNameMaximumLength = 63;

    /// <summary>Longest S3 key prefix, in characters.</summary>
    public const int KeyPrefixMaximumLength = 500;

    /// <summary>Shortest S3 region name, in characters.</summary>
    public const int S3RegionMinimumLength = 3;

    /// <summary>Longest S3 region name, in characters.</summary>
    public const int S3RegionMaximumLength = 20;

    /// <summary>Shortest CloudWatch log group name, in characters.</summary>
    public const int LogGroupNameMinimumLength = 1;

    /// <summary>Longest CloudWatch log group name, in characters.</summary>
    public const int LogGroupNameMaximumLength = 512;

    /// <summary>An alarm configuration, where there is one, names exactly this many alarms.</summary>
    public const int AlarmsMaximum = 1;

    /// <summary>Shortest alarm name, in characters.</summary>
    public const int AlarmNameMinimumLength = 1;

    /// <summary>Longest alarm name, in characters.</summary>
    public const int AlarmNameMaximumLength = 255;

    /// <summary>Shortest plugin (step) name, in characters.</summary>
    public const int PluginNameMinimumLength = 4;

    /// <summary>Smallest page of ListCommands, ListCommandInvocations and ListDocuments.</summary>
    public const int PageSizeMinimum = 1;

    /// <summary>Largest page of every list operation.</summary>
    public const int PageSizeMaximum = 50;

    /// <summary>Smallest page of DescribeInstanceInformation.</summary>
    public const int NodePageSizeMinimum = 5;

    /// <summary>Most values of one filter of DescribeInstanceInformation.</summary>
    public const int FilterValuesMaximum = 100;

    /// <summary>Most filters of ListCommands and ListCommandInvocations.</summary>
    public const int CommandFiltersMaximum = 5;

    /// <summary>Longest filter value of ListCommands and ListCommandInvocations, in characters.</summary>
    public const int CommandFilterValueMaximumLength = 128;

    /// <summary>Largest document, in bytes.</summary>
    public const int DocumentMaximumBytes = 64 * 1024;

    /// <summary>
    /// Most bytes of a document and its parameters that SendCommand takes; the service calls it 97 KB. Source: recordings.
    /// </summary>
    public const int PayloadMaximumBytes = 100_000;

    /// <summary>How long the service keeps a command, in days.</summary>
    public const int HistoryDays = 30;

    /// <summary>Most documents an account can own.</summary>
    public const int DocumentsMaximum = 500;

    /// <summary>Most versions of a document.</summary>
    public const int DocumentVersionsMaximum = 1000;

    /// <summary>DocumentVersion where only a number is allowed.</summary>
    public const string DocumentVersionNumberPattern = "(^[1-9][0-9]*$)";

    /// <summary>Name of a document's version.</summary>
    public const string VersionNamePattern = @"^[a-zA-Z0-9_\-.]{1,128}$";

    /// <summary>DisplayName of a document.</summary>
    public const string DisplayNamePattern = @"^[\w\.\-\:\/ ]*$";

    /// <summary>Longest DisplayName of a document, in characters.</summary>
    public const int DisplayNameMaximumLength = 1024;

    /// <summary>TargetType of a document, for example /AWS::EC2::Instance.</summary>
    public const string TargetTypePattern = @"^\/[\w\.\-\:\/]*$";

    /// <summary>Longest TargetType of a document, in characters.</summary>
    public const int TargetTypeMaximumLength = 200;

    /// <summary>Key and value of a tag.</summary>
    public const string TagPattern = @"^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$";

    /// <summary>Longest key of a tag, in characters.</summary>
    public const int TagKeyMaximumLength = 128;

    /// <summary>Longest value of a tag, in characters.</summary>
    public const int TagValueMaximumLength = 256;

    /// <summary>Most tags in a request.</summary>
    public const int TagsMaximum = 1000;

    /// <summary>Most tags of a resource.</summary>
    public const int TagsPerResourceMaximum = 50;

    /// <summary>Name of a parameter of Parameter Store.</summary>
    public const string ParameterNamePattern = @"^/?[a-zA-Z0-9_.-]+(/[a-zA-Z0-9_.-]+)*$";

    /// <summary>Longest name of a parameter in a request, where a selector or an ARN may be around it, in characters.</summary>
    public const int ParameterReferenceMaximumLength = 2048;

    /// <summary>Longest name of a parameter, in characters.</summary>
    public const int ParameterNameMaximumLength = 1011;

    /// <summary>Most levels of a parameter's name.</summary>
    public const int ParameterLevelsMaximum = 15;

    /// <summary>Longest value of a standard parameter, in characters.</summary>
    public const int ParameterValueMaximumLength = 4096;

    /// <summary>Longest value of an advanced parameter, in characters.</summary>
    public const int AdvancedParameterValueMaximumLength = 8192;

    /// <summary>Most versions of a parameter that are kept.</summary>
    public const int ParameterVersionsMaximum = 100;

    /// <summary>Most standard parameters of an account in a region.</summary>
    public const int ParametersMaximum = 10_000;

    /// <summary>Most names in a request of GetParameters.</summary>
    public const int ParameterNamesMaximum = 10;

    /// <summary>Largest MaxResults of DescribeInstanceProperties.</summary>
    public const int PropertyPageSizeMaximum = 1000;

    /// <summary>Most filters of DescribeInstanceProperties, and most values of each.</summary>
    public const int PropertyFiltersMaximum = 40;

    /// <summary>Longest key or value of a filter of DescribeInstanceProperties, in characters.</summary>
    public const int PropertyFilterTextMaximumLength = 100_000;

    /// <summary>Most attachments of a document.</summary>
    public const int AttachmentsMaximum = 20;

    /// <summary>Longest value of an attachment, in characters.</summary>
    public const int AttachmentValueMaximumLength = 1024;

    /// <summary>Longest Target of GetConnectionStatus, in characters.</summary>
    public const int ConnectionTargetMaximumLength = 400;

    /// <summary>Longest step output in ListCommandInvocations with details, in characters.</summary>
    public const int InlineOutputMaximumLength = 2_500;

    /// <summary>Longest standard output in GetCommandInvocation, in characters.</summary>
    public const int StandardOutputMaximumLength = 24_000;

    /// <summary>Longest standard error in GetCommandInvocation, in characters.</summary>
    public const int StandardErrorMaximumLength = 8_000;

    /// <summary>Values of DocumentHashType, the current one.</summary>
    public const string Sha256 = "Sha256";

    /// <summary>Values of DocumentHashType, the deprecated one.</summary>
    public const string Sha1 = "Sha1";

    /// <summary>The ResponseCode of a step that was not started, or whose result was not received.</summary>
    public const int NotStartedResponseCode = -1;

    /// <summary>Shortest execution timeout, in seconds. The agent treats anything less as an hour.</summary>
    public const int ExecutionTimeoutMinimum = 5;

    /// <summary>Longest execution timeout, in seconds: 48 hours. The agent treats anything more as an hour.</summary>
    public const int ExecutionTimeoutMaximum = 172_800;
}
