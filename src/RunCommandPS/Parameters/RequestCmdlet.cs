using System.Collections;
using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Sending;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Parameters;

/// <summary>
/// A cmdlet that makes SendCommand requests: the nodes in every way that they can be specified, and a parameter for every other member
/// of the API's request, with the API's own limits. Each cmdlet itself decides which document is run.
/// </summary>
public abstract class RequestCmdlet : RemoteCmdlet
{
    private PipedInput? _input;

    /// <summary>
    /// What comes down the pipeline: node ids, lines with ids in them, objects or hashtables with InstanceId, EC2 instances and
    /// reservations, targets, or whole requests.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>Ids of the nodes, or nodes as another cmdlet returned them; any number.</summary>
    [Parameter]
    [Alias("InstanceIds")]
    [ValidateNames("node")]
    [NodeReferenceTransformation(Criteria = "-Target")]
    [ValidateSpecPattern(ServiceLimits.InstanceIdPattern)]
    [ArgumentCompleter(typeof(NodeIdCompleter))]
    public NodeReference[]? InstanceId { get; set; }

    /// <summary>Criteria that select the nodes, up to 5: all must match.</summary>
    [Parameter]
    [Alias("Targets")]
    [ValidateNames("criterion")]
    [TargetTransformation]
    [ValidateCount(0, ServiceLimits.TargetsMaximum)]
    [ArgumentCompleter(typeof(TargetCompleter))]
    public Target[]? Target { get; set; }

    /// <summary>Values for the document's parameters.</summary>
    [Parameter(Position = 1)]
    [Alias("Parameters")]
    [ValidateNotNull]
    [ParameterTransformation]
    [ArgumentCompleter(typeof(DocumentParameterCompleter))]
    public IDictionary? Parameter { get; set; }

    /// <summary>Latest, Default or a number.</summary>
    [Parameter]
    [DocumentVersionTransformation]
    [ValidatePattern(WholePattern.DocumentVersion, Options = SpecPattern.Options)]
    [ArgumentCompleter(typeof(DocumentVersionCompleter))]
    public string? DocumentVersion { get; set; }

    /// <summary>Hash of the document's content.</summary>
    [Parameter]
    [ValidateLength(0, ServiceLimits.DocumentHashMaximumLength)]
    public string? DocumentHash { get; set; }

    /// <summary>Sha256 or, deprecated, Sha1.</summary>
    [Parameter]
    [ValidateSet(ServiceLimits.Sha256, ServiceLimits.Sha1)]
    public string? DocumentHashType { get; set; }

    /// <summary>A note kept with the command.</summary>
    [Parameter]
    [ValidateLength(0, ServiceLimits.CommentMaximumLength)]
    public string? Comment { get; set; }

    /// <summary>Time within which a node must have started: seconds from 30 to 2,592,000, or a TimeSpan.</summary>
    [Parameter]
    [TimeoutTransformation]
    [ValidateRange(ServiceLimits.TimeoutSecondsMinimum, ServiceLimits.TimeoutSecondsMaximum)]
    public int? TimeoutSeconds { get; set; }

    /// <summary>How many nodes, or what percentage, run the command at the same time.</summary>
    [Parameter]
    [SpecText(ServiceLimits.MaxConcurrencyPattern, SpecTextAttribute.Concurrency)]
    [ValidateLength(ServiceLimits.RateMinimumLength, ServiceLimits.RateMaximumLength)]
    [ValidatePattern(WholePattern.MaxConcurrency, Options = SpecPattern.Options)]
    public string? MaxConcurrency { get; set; }

    /// <summary>How many errors, or what percentage, are tolerated before no further node is started.</summary>
    [Parameter]
    [Alias("MaxError")]
    [SpecText(ServiceLimits.MaxErrorsPattern, SpecTextAttribute.Errors)]
    [ValidateLength(ServiceLimits.RateMinimumLength, ServiceLimits.RateMaximumLength)]
    [ValidatePattern(WholePattern.MaxErrors, Options = SpecPattern.Options)]
    public string? MaxErrors { get; set; }

    /// <summary>S3 bucket for output.</summary>
    [Parameter]
    [ValidateLength(ServiceLimits.BucketNameMinimumLength, ServiceLimits.BucketNameMaximumLength)]
    public string? OutputS3BucketName { get; set; }

    /// <summary>Folder within the bucket.</summary>
    [Parameter]
    [ValidateLength(0, ServiceLimits.KeyPrefixMaximumLength)]
    public string? OutputS3KeyPrefix { get; set; }

    /// <summary>Deprecated: the service ignores it and finds the bucket's region itself.</summary>
    [Parameter]
    [ValidateLength(ServiceLimits.S3RegionMinimumLength, ServiceLimits.S3RegionMaximumLength)]
    public string? OutputS3Region { get; set; }

    /// <summary>ARN of the role that publishes notifications.</summary>
    [Parameter]
    public string? ServiceRoleArn { get; set; }

    /// <summary>Notifications, as one object or hashtable.</summary>
    [Parameter]
    [NotificationConfigTransformation]
    public NotificationConfig? NotificationConfig { get; set; }

    /// <summary>ARN of the topic that notifications go to.</summary>
    [Parameter]
    public string? NotificationArn { get; set; }

    /// <summary>Events to publish notifications about.</summary>
    [Parameter]
    [Alias("NotificationEvents")]
    [ValidateSet(RunCommandPS.NotificationEvent.All, RunCommandPS.NotificationEvent.InProgress, RunCommandPS.NotificationEvent.Success,
        RunCommandPS.NotificationEvent.TimedOut, RunCommandPS.NotificationEvent.Cancelled, RunCommandPS.NotificationEvent.Failed)]
    public string[]? NotificationEvent { get; set; }

    /// <summary>Whether notifications are about the command or about each node.</summary>
    [Parameter]
    [ValidateSet(RunCommandPS.NotificationType.Command, RunCommandPS.NotificationType.Invocation)]
    public string? NotificationType { get; set; }

    /// <summary>Output to CloudWatch Logs, as one object or hashtable.</summary>
    [Parameter]
    [CloudWatchOutputConfigTransformation]
    public CloudWatchOutputConfig? CloudWatchOutputConfig { get; set; }

    /// <summary>Log group for output; sends output to CloudWatch Logs.</summary>
    [Parameter]
    [ValidateLength(ServiceLimits.LogGroupNameMinimumLength, ServiceLimits.LogGroupNameMaximumLength)]
    public string? CloudWatchLogGroupName { get; set; }

    /// <summary>Sends output to CloudWatch Logs.</summary>
    [Parameter]
    public SwitchParameter CloudWatchOutputEnabled { get; set; }

    /// <summary>The alarm that stops the command, as one object or hashtable.</summary>
    [Parameter]
    [AlarmConfigurationTransformation]
    public AlarmConfiguration? AlarmConfiguration { get; set; }

    /// <summary>Name of the alarm that stops the command.</summary>
    [Parameter]
    [SpecText(ServiceLimits.AlarmNamePattern, "an alarm name: 1 to 255 characters on one line, not only white space")]
    [ValidateLength(ServiceLimits.AlarmNameMinimumLength, ServiceLimits.AlarmNameMaximumLength)]
    public string? AlarmName { get; set; }

    /// <summary>Continues if the alarm's state can't be read.</summary>
    [Parameter]
    public SwitchParameter IgnorePollAlarmFailure { get; set; }

    /// <summary>How many commands are on their way at the same time.</summary>
    [Parameter]
    [ValidateRange(1, SendOptions.ThrottleLimitMaximum)]
    public int ThrottleLimit { get; set; } = SendOptions.UsualThrottleLimit;

    /// <summary>How long a throttled command is retried: seconds or a TimeSpan; the default is five minutes.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? ThrottleTimeout { get; set; }

    /// <summary>Sends to the other nodes of a command when the service refuses some.</summary>
    [Parameter]
    public SwitchParameter SkipInvalidNode { get; set; }

    /// <summary>Whether there is pipeline input, or -InputObject in its place.</summary>
    private protected bool HasInput => MyInvocation.ExpectingInput || IsInputBound;

    /// <summary>Whether there is an input object to process: a call without one is processed, too.</summary>
    private protected bool IsInputBound => MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));

    /// <summary>What the input object is, as far as it is known now.</summary>
    /// <param name="repeatsCommands">Whether a command is a request to run it again unchanged.</param>
    private protected IEnumerable<InputItem> ReadInput(bool repeatsCommands = false) =>
        IsInputBound ? (_input ??= new PipedInput(repeatsCommands)).Read(InputObject) : [];

    /// <summary>What becomes known at the end of the input.</summary>
    private protected IEnumerable<InputItem> EndInput() => _input?.End() ?? [];

    /// <summary>The error for something that does not identify a node.</summary>
    private protected RunCommandException ErrorOf(InputItem.Unreadable item) => NodeNames.Explain(item, () => Connections()[0]);

    /// <summary>The criteria from the pipeline.</summary>
    private protected List<Target> PipedTargets { get; } = [];

    /// <summary>Whether nodes are specified one by one, or will be.</summary>
    private protected bool NamesNodes => InstanceId is not null || HasInput;

    /// <summary>Whether criteria select the nodes.</summary>
    private protected bool ChoosesNodes => Target is not null;

    /// <summary>What the caller specified with parameters, as a request. It takes precedence over pipeline input.</summary>
    /// <param name="document">The document; null if none is named.</param>
    private protected SendCommandRequest ExplicitRequest(DocumentReference? document) =>
        ExplicitRequest(document, new SendCommandRequest());

    /// <summary>What the caller specified with parameters, as a request.</summary>
    /// <param name="document">The document; null if none is named.</param>
    /// <param name="options">What applies if no parameter specifies it.</param>
    private protected SendCommandRequest ExplicitRequest(DocumentReference? document, SendCommandRequest options) => options.Overlay(new()
    {
        DocumentName = document?.Name ?? "",
        DocumentVersion = DocumentVersion ?? document?.Version,
        DocumentHash = DocumentHash,
        DocumentHashType = DocumentHashType is { } type ? ServiceValues.Canonical(type, ServiceValues.DocumentHashTypes) : null,
        Targets = Target,
        Parameters = Parameter is { } parameters ? ParameterValues.Convert(parameters) : null,
        Comment = Comment,
        TimeoutSeconds = TimeoutSeconds,
        MaxConcurrency = MaxConcurrency,
        MaxErrors = MaxErrors,
        OutputS3BucketName = OutputS3BucketName,
        OutputS3KeyPrefix = OutputS3KeyPrefix,
        OutputS3Region = OutputS3Region,
        ServiceRoleArn = ServiceRoleArn,
        NotificationConfig = RequestMembers.Notification(
            NotificationConfig ?? options.NotificationConfig, NotificationArn, NotificationEvent, NotificationType),
        CloudWatchOutputConfig = RequestMembers.CloudWatch(
            CloudWatchOutputConfig ?? options.CloudWatchOutputConfig, CloudWatchLogGroupName,
            Given(CloudWatchOutputEnabled, nameof(CloudWatchOutputEnabled))),
        AlarmConfiguration = RequestMembers.Alarm(
            AlarmConfiguration ?? options.AlarmConfiguration, AlarmName, Given(IgnorePollAlarmFailure, nameof(IgnorePollAlarmFailure))),
    });

    /// <summary>Warns about deprecated members.</summary>
    private protected void WarnOfDeprecated(SendCommandRequest request)
    {
        foreach (var warning in Deprecations.In(request))
        {
            WriteWarning(warning);
        }
    }

    /// <summary>Warns about nodes that were specified more than once.</summary>
    /// <param name="repeated">How many ids were left out because of that.</param>
    /// <param name="once">What such a node does once.</param>
    private protected void WarnOfDuplicates(int repeated, string once)
    {
        if (repeated > 0)
        {
            WriteWarning(
                $"Nodes that were specified more than once {once} only once; "
                    + $"{repeated} repeated {(repeated == 1 ? "id was" : "ids were")} left out.");
        }
    }

    /// <summary>Whether the caller only wants to see what would happen.</summary>
    private protected bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
        ? (SwitchParameter)given
        : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <summary>
    /// Connects in the background, while the pipeline is read and the first command is put together. With -WhatIf, nothing is called.
    /// </summary>
    /// <param name="connections">The connections of nodes that don't come with their own.</param>
    private protected void PrepareConnections(IEnumerable<ConnectionOptions> connections)
    {
        if (!IsWhatIf)
        {
            foreach (var connection in connections)
            {
                ModuleSession.Current.Prepare(connection);
            }
        }
    }

    private bool? Given(SwitchParameter value, string name) => MyInvocation.BoundParameters.ContainsKey(name) ? value.IsPresent : null;
}
