using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Jobs;
using RunCommandPS.Parameters;
using RunCommandPS.Pipeline;
using RunCommandPS.Rollout;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Running;
using RunCommandPS.Sending;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary>
/// <c>Resume-RunCommandRollout</c>: resumes a run that was stopped, halted or interrupted. It finds out the result of what was sent,
/// follows what is running, and sends to the remaining nodes, under what is left of the limits.
/// </summary>
[Cmdlet(VerbsLifecycle.Resume, "RunCommandRollout", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPages.Address + "Resume-RunCommandRollout.md")]
[OutputType(typeof(NodeResult), typeof(PSObject), typeof(RunCommandJob))]
public sealed class ResumeRunCommandRolloutCommand : RemoteCmdlet
{
    /// <summary>Name or id of the rollout, or the end of its id. The default is the newest unfinished one.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "RolloutId", "RolloutName")]
    [RolloutNameTransformation]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(RolloutCompleter))]
    public string? Name { get; set; }

    /// <summary>Runs it again on nodes with these verdicts, too. Nothing runs twice without it.</summary>
    [Parameter]
    [ValidateSet(
        nameof(NodeVerdict.Failed), nameof(NodeVerdict.TimedOut), nameof(NodeVerdict.NotDelivered), nameof(NodeVerdict.Cancelled),
        nameof(NodeVerdict.Terminated), nameof(NodeVerdict.Refused), nameof(NodeVerdict.Unknown))]
    public NodeVerdict[] Retry { get; set; } = [];

    /// <summary>How many nodes, or what percentage of all, run at the same time from now on; the default is as many as before.</summary>
    [Parameter]
    [SpecText(ServiceLimits.MaxConcurrencyPattern, SpecTextAttribute.Concurrency)]
    [ValidateLength(ServiceLimits.RateMinimumLength, ServiceLimits.RateMaximumLength)]
    [ValidatePattern(WholePattern.MaxConcurrency, Options = SpecPattern.Options)]
    public string? MaxConcurrency { get; set; }

    /// <summary>How many errors, or what percentage of all nodes, are tolerated from now on; the default is as many as before.</summary>
    [Parameter]
    [Alias("MaxError")]
    [SpecText(ServiceLimits.MaxErrorsPattern, SpecTextAttribute.Errors)]
    [ValidateLength(ServiceLimits.RateMinimumLength, ServiceLimits.RateMaximumLength)]
    [ValidatePattern(WholePattern.MaxErrors, Options = SpecPattern.Options)]
    public string? MaxErrors { get; set; }

    /// <summary>How many commands are on their way at the same time.</summary>
    [Parameter]
    [ValidateRange(1, SendOptions.ThrottleLimitMaximum)]
    public int ThrottleLimit { get; set; } = SendOptions.UsualThrottleLimit;

    /// <summary>How long a throttled command is retried: seconds or a TimeSpan; the default is five minutes.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? ThrottleTimeout { get; set; }

    /// <summary>Leaves out nodes for which the service does not accept commands, with a warning instead of an error.</summary>
    [Parameter]
    public SwitchParameter SkipInvalidNode { get; set; }

    /// <summary>Time between two polls: seconds or a TimeSpan. By default, polls are frequent at first and less frequent later.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? PollingInterval { get; set; }

    /// <summary>Sizes of waves, each a number or a percentage of all nodes; the last one repeats until all nodes are done.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SpecText(ServiceLimits.MaxConcurrencyPattern, SpecTextAttribute.Concurrency)]
    [ValidateLength(ServiceLimits.RateMinimumLength, ServiceLimits.RateMaximumLength)]
    [ValidatePattern(WholePattern.MaxConcurrency, Options = SpecPattern.Options)]
    public string[]? Wave { get; set; }

    /// <summary>
    /// How many nodes of a wave, or what percentage of it, may fail for the next one to start anyway; the default is as many as before.
    /// </summary>
    [Parameter]
    [SpecText(ServiceLimits.MaxErrorsPattern, SpecTextAttribute.Errors)]
    [ValidateLength(ServiceLimits.RateMinimumLength, ServiceLimits.RateMaximumLength)]
    [ValidatePattern(WholePattern.MaxErrors, Options = SpecPattern.Options)]
    public string? WaveErrors { get; set; }

    /// <summary>How long to wait after a wave before the next one: seconds or a TimeSpan.</summary>
    [Parameter]
    [DurationTransformation(AllowZero = true)]
    public TimeSpan? SoakTime { get; set; }

    /// <summary>A script that checks each wave, <c>$_</c>, and returns a true value to let the next one start.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? WaveCheck { get; set; }

    /// <summary>Prompts before each further wave.</summary>
    [Parameter]
    public SwitchParameter WavePrompt { get; set; }

    /// <summary>
    /// Continues although a document has changed since the rollout started, or -WaveCheck is not specified again; starts the next
    /// wave without the prompt of -WavePrompt.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Runs in the background and returns a job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <summary>Name of the job; implies a job.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JobName { get; set; }

    /// <summary>Name of a variable, without the $, that gets a summary of the whole rollout.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SummaryVariable { get; set; }

    /// <summary>Resumes a rollout.</summary>
    protected override void ProcessRecord()
    {
        try
        {
            var summary = new RunSummaryBuilder(TimeProvider.System);
            var variable = SummaryVariable is null ? null : Running.SummaryVariable.Of(SessionState.PSVariable, SummaryVariable, summary);
            variable?.Set();
            if (variable is not null && IsJob)
            {
                throw InputErrors.Input(
                    "-SummaryVariable can't be used with -AsJob.", "Leave it out, and look at the job's Summary property.");
            }

            var home = RolloutHome.Current();
            var catalog = new RolloutCatalog(home);
            var id = Name is not null ? catalog.Find(Name) : catalog.NewestInterrupted() ?? throw RecordErrors.NothingToResume();
            var state = catalog.Read(id);
            if (!IsAnythingLeft(state))
            {
                WriteWarning(
                    $"Rollout {state.Planned.Name ?? id} has nothing left to do: every node has ended. -Retry runs it again on some.");
                return;
            }

            var waves = Waves(state);
            waves.Verify((Wave ?? (object?)state.Waves) is not null, IsJob);
            if (!ShouldProcess($"rollout {state.Planned.Name ?? id} ({state.Planned.Description})", "Resume on " + Rest(state)))
            {
                return;
            }

            var send = new SendOptions(ThrottleLimit, SkipInvalidNode: true, ThrottleTimeout) { Sent = ModuleSession.Current.Sent };
            var fleet = new FleetRunOptions(send, PollingInterval);
            var settings = new RunSettings(fleet, ResultForm.Result, SkipInvalidNode) { Waves = waves };
            var change = new RolloutChange(Retry, MaxConcurrency, MaxErrors, Force);
            var run = new RolloutResumption(home, id, [.. state.Planned.Connections.Select(Place)], change, settings, summary);
            if (IsJob)
            {
                var regions = string.Join(", ", state.Planned.Connections.Select(connection => connection.Region).Distinct());
                var job = new RunCommandJob(CommandLine, JobName, regions, summary);
                JobRepository.Add(job);
                job.Begin(run.RunAsync);
                WriteObject(job);
                return;
            }

            RunToEnd(run.RunAsync, () => variable?.Set());
        }
        catch (RunCommandException exception)
        {
            WriteError(ErrorRecords.From(exception, Name));
        }
    }

    // The prompt is shown again; a script must be passed again in this session.
    private WaveSettings Waves(RolloutState state)
    {
        var before = Wave is null ? state.Waves?.Plan : null;
        if (before is { HasCheck: true } && WaveCheck is null && !Force)
        {
            throw InputErrors.Input(
                "The rollout has a -WaveCheck, and its record does not contain the caller's scripts.",
                "Specify -WaveCheck again, or -Force to continue without it.");
        }

        return new WaveSettings
        {
            Sizes = Wave,
            Errors = WaveErrors,
            SoakTime = SoakTime,
            Check = WaveCheck,
            Prompt = WavePrompt || (before is { HasPrompt: true } && !IsJob),
            Force = Force,
        };
    }

    private bool IsJob => AsJob || JobName is not null;

    /// <inheritdoc/>
    private protected override void OnUndelivered(IReadOnlyList<object> values, IReadOnlyList<ErrorRecord> errors) =>
        Undelivered.ReportErrors(Host, errors);

    private bool IsAnythingLeft(RolloutState state) =>
        state.Sends.Any(send => send.IsInDoubt)
        || state.OpenSends().Any()
        || Retry.Append(NodeVerdict.NotStarted).Append(NodeVerdict.Open).Any(verdict => state.Count(verdict) > 0)
        || (state.Nodes.Count == 0 && state.Sends.Count == 0);

    private string Rest(RolloutState state)
    {
        var again = Retry.Distinct().Sum(state.Count);
        var (waiting, open) = (state.Count(NodeVerdict.NotStarted), state.Count(NodeVerdict.Open));
        var nodes = waiting + again;
        return $"{nodes} {(nodes == 1 ? "node" : "nodes")}"
            + (again > 0 ? $", {again} of them again" : "")
            + (open > 0 ? $", and follow {open}" : "");
    }

    // Keys are not recorded. Those of a simulator in this session are known anyway.
    private RolloutPlace Place(RecordedConnection recorded)
    {
        var simulator = ModuleSession.Current.Simulators.Running.LastOrDefault(
            running => running.Connection.EndpointUrl == recorded.EndpointUrl);
        var options = Connection(new ConnectionOrigin(
            recorded.Region ?? "", recorded.EndpointUrl, simulator is null ? recorded.ToOptions() : recorded.ToOptions() with
            {
                AccessKey = simulator.Connection.AccessKey,
                SecretKey = simulator.Connection.SecretKey,
            }));
        return new RolloutPlace(options, ModuleSession.Current.Connect(options));
    }
}
