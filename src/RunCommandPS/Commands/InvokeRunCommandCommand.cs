using System.Collections;
using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Jobs;
using RunCommandPS.Parameters;
using RunCommandPS.Pipeline;
using RunCommandPS.Rollout;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Running;
using RunCommandPS.Scripts;
using RunCommandPS.Sending;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary>
/// <c>Invoke-RunCommand</c>: runs a script or a document on nodes and returns a result for each node as it ends. A run
/// that is stopped here is stopped on the nodes, too.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "RunCommand", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    DefaultParameterSetName = ScriptSet, HelpUri = HelpPages.Address + "Invoke-RunCommand.md")]
[OutputType(typeof(NodeResult), typeof(PSObject), typeof(RunCommandJob))]
public sealed class InvokeRunCommandCommand : RequestCmdlet
{
    private const string ScriptSet = "Script";
    private const string ScriptBlockSet = "ScriptBlock";
    private const string FileSet = "File";
    private const string DocumentSet = "Document";

    private readonly RunNodes _nodes;
    private readonly RunSummaryBuilder _summary = new(TimeProvider.System);
    private RunPlan? _plan;
    private SummaryVariable? _variable;
    private RolloutHome? _home;
    private bool _isRefused;

    /// <summary>Makes the cmdlet.</summary>
    public InvokeRunCommandCommand() => _nodes = new(ModuleSession.Current.Connect, Places);

    /// <summary>The script to run: one line or several, or its file, as Get-Item returns it.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ScriptSet)]
    [ValidateNotNullOrEmpty]
    [ScriptTransformation]
    public ScriptSource? Script { get; set; }

    /// <summary>The PowerShell script to run. <c>$using:name</c> in it is the variable here.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ScriptBlockSet)]
    public ScriptBlock? ScriptBlock { get; set; }

    /// <summary>File with the script to run, on this computer.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? FilePath { get; set; }

    /// <summary>The document to run, with -Parameter: its name, its ARN, or the document as another cmdlet returned it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DocumentSet)]
    [Alias("Document")]
    [DocumentNameTransformation]
    [ValidatePattern(WholePattern.DocumentName, Options = SpecPattern.Options)]
    [ArgumentCompleter(typeof(DocumentNameCompleter))]
    public DocumentReference? DocumentName { get; set; }

    /// <summary>
    /// Values for the script's parameters, in order, or in a hashtable by the names of a PowerShell script's
    /// parameters. They are quoted for the node's shell.
    /// </summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = ScriptBlockSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Alias("Args")]
    [AllowNull]
    [AllowEmptyCollection]
    public object?[]? ArgumentList { get; set; }

    /// <summary>
    /// What runs the script. By default, a script block goes to PowerShell, a file to what its name implies, a script that begins with #!
    /// to the program it names, and for anything else each node's platform decides.
    /// </summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = ScriptBlockSet)]
    [Parameter(ParameterSetName = FileSet)]
    public ScriptShell Shell { get; set; }

    /// <summary>Variables of the script's environment. Everyone who can list commands can read them.</summary>
    [Parameter]
    [ParameterMapTransformation]
    public IDictionary? Environment { get; set; }

    /// <summary>Exit codes that count as success, besides 0.</summary>
    [Parameter]
    [Alias("SuccessExitCodes")]
    [ValidateNotNullOrEmpty]
    public int[]? SuccessExitCode { get; set; }

    /// <summary>Folder on the node to run the script in.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = ScriptBlockSet)]
    [Parameter(ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? WorkingDirectory { get; set; }

    /// <summary>Time the script may take on a node: seconds from 5 to 172,800, or a TimeSpan; the default is an hour.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = ScriptBlockSet)]
    [Parameter(ParameterSetName = FileSet)]
    [TimeoutTransformation]
    [ValidateRange(ServiceLimits.ExecutionTimeoutMinimum, ServiceLimits.ExecutionTimeoutMaximum)]
    public int? ExecutionTimeout { get; set; }

    /// <summary>Returns the objects that a PowerShell script returns, each with its node's id and name.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = ScriptBlockSet)]
    [Parameter(ParameterSetName = FileSet)]
    public SwitchParameter AsObject { get; set; }

    /// <summary>How deep -AsObject follows objects, 1 to 20.</summary>
    [Parameter(ParameterSetName = ScriptSet)]
    [Parameter(ParameterSetName = ScriptBlockSet)]
    [Parameter(ParameterSetName = FileSet)]
    [ValidateRange(1, 20)]
    public int Depth { get; set; } = 2;

    /// <summary>Converts the JSON that nodes write to standard output to objects, each with the node's id as PSComputerName.</summary>
    [Parameter]
    public SwitchParameter Json { get; set; }

    /// <summary>
    /// What is the same for many runs, by the names of parameters: output in S3 and CloudWatch Logs, notifications, alarms, limits and the
    /// comment. A parameter takes precedence over it.
    /// </summary>
    [Parameter]
    [ParameterMapTransformation]
    public IDictionary? Option { get; set; }

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
    /// How many nodes of a wave, or what percentage of it, may fail for the next one to start anyway; the default is none.
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

    /// <summary>Starts the next wave without the prompt of -WavePrompt.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Shuffles the order of the nodes, so that a wave does not consist of neighbors.</summary>
    [Parameter]
    public SwitchParameter Shuffle { get; set; }

    /// <summary>The seed of -Shuffle: the same seed shuffles the same nodes in the same way.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <summary>Name of the rollout for Resume-RunCommandRollout and Get-RunCommandRollout; it need not be unique.</summary>
    [Parameter]
    [Alias("RolloutName")]
    [ValidateLength(1, 64)]
    public string? Name { get; set; }

    /// <summary>Leaves no record on this machine, so the run can't be resumed.</summary>
    [Parameter]
    public SwitchParameter NoRecord { get; set; }

    /// <summary>Runs in the background and returns a job.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <summary>Name of the job; implies a job.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? JobName { get; set; }

    /// <summary>Name of a variable, without the $, that gets a summary of the run.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SummaryVariable { get; set; }

    /// <summary>Checks the parameters, and makes the script.</summary>
    protected override void BeginProcessing()
    {
        try
        {
            // Whatever ends this run, an earlier run's summary must not be mistaken for its own.
            if (SummaryVariable is not null)
            {
                _variable = Running.SummaryVariable.Of(SessionState.PSVariable, SummaryVariable, _summary);
                _variable.Set();
            }

            RequestGuard.NoNodeForDocument(DocumentName?.Name ?? (Script is { Path: null } given ? given.Text : null));
            RequestGuard.OneWayToNameNodes(NamesNodes, ChoosesNodes);
            RequestGuard.SomeNodes(NamesNodes, ChoosesNodes);
            if (SummaryVariable is not null && IsJob)
            {
                throw InputErrors.Input(
                    "-SummaryVariable can't be used with -AsJob.", "Leave it out, and look at the job's Summary property.");
            }

            if (AsObject && Json)
            {
                throw InputErrors.Input(
                    "-AsObject and -Json can't be used together; a run writes one or the other.",
                    "Leave out -AsObject if the script writes JSON itself, or -Json if it returns objects.");
            }

            Waves.Verify(Wave is not null, IsJob);
            if (Seed is not null && !Shuffle)
            {
                throw InputErrors.Input("-Seed requires -Shuffle.", "Specify both, or neither.");
            }

            _home = NoRecord ? null : RolloutHome.Current();
            var request = ExplicitRequest(DocumentName ?? new(RunPlan.AnyScriptDocument, null, null), OptionReader.Read(Option));
            WarnOfDeprecated(request);
            if (ParameterSetName == DocumentSet)
            {
                RefuseForDocument();
            }

            var script = ParameterSetName == DocumentSet ? null : ReadScript(hasBucket: request.OutputS3BucketName is not null);
            _plan = RunPlan.Of(request, script, WorkingDirectory, ExecutionTimeout) with
            {
                Seed = Shuffle ? Seed ?? Random.Shared.Next() : null,
            };
            RequestGuard.NoViolations(
                RequestRules.ViolationsButNodes(_plan.Template).Concat((Target ?? []).SelectMany(TargetRules.Violations)));
            PrepareConnections(Connections());
            foreach (var node in InstanceId ?? [])
            {
                _nodes.Add(Connection(node.Origin), node.InstanceId, node.Origin);
            }

            if (Target is not null)
            {
                foreach (var connection in Connections())
                {
                    _nodes.AddTargets(connection);
                }
            }
        }
        catch (RunCommandException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, ScriptBlock ?? (object?)FilePath ?? DocumentName?.Name));
        }
    }

    /// <summary>Reads nodes from what came down the pipeline.</summary>
    protected override void ProcessRecord() => Take(ReadInput());

    private void Take(IEnumerable<InputItem> items)
    {
        foreach (var item in items)
        {
            try
            {
                if (item is InputItem.Criterion { Content: var target })
                {
                    PipedTargets.Add(target);
                }
                else
                {
                    _nodes.Add(item is InputItem.Unreadable bad ? bad with { Error = ErrorOf(bad) } : item, Connection);
                }
            }
            catch (RunCommandException exception)
            {
                // It was meant to be a node, so the run is not a success without it.
                _isRefused = true;
                _summary.CountUnreadable();
                WriteError(ErrorRecords.From(exception, item.Source));
            }
        }
    }

    // Criteria that come one by one must all match.
    private void TakeTargets()
    {
        try
        {
            RequestGuard.OneWayToNameNodes(!_nodes.IsEmpty, areChosen: true);
            RequestGuard.NoViolations(PipedTargets.SelectMany(TargetRules.Violations));
            _plan = _plan!.Choosing(PipedTargets);
            foreach (var connection in Connections())
            {
                _nodes.AddTargets(connection);
            }
        }
        catch (RunCommandException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, PipedTargets.ToArray()));
        }
    }

    /// <summary>Runs.</summary>
    protected override void EndProcessing()
    {
        Take(EndInput());
        if (PipedTargets.Count > 0)
        {
            TakeTargets();
        }

        WarnOfDuplicates(_nodes.Duplicates, "run it");
        _variable?.Set();
        if (_nodes.IsEmpty)
        {
            if (!_isRefused)
            {
                WriteWarning("No nodes were piped in, so nothing was run.");
            }

            return;
        }

        if (!ShouldProcess(_nodes.Describe(_plan!.Targets, _plan.DependsOnPlatform, Wave), SendDescription.Action(_plan.Described)))
        {
            return;
        }

        _nodes.Connect();
        var send = new SendOptions(ThrottleLimit, SkipInvalidNode: true, ThrottleTimeout) { Sent = ModuleSession.Current.Sent };
        var fleet = new FleetRunOptions(send, PollingInterval);
        var settings = new RunSettings(fleet, AsObject ? ResultForm.Objects : Json ? ResultForm.Json : ResultForm.Result, SkipInvalidNode)
        {
            Waves = Waves,
        };
        var record = new RecordSettings(Name, SendDescription.Title(_plan.Described), _home);
        var run = new NodeRuns(_plan, _nodes, settings, record, _summary);
        if (IsJob)
        {
            var job = new RunCommandJob(CommandLine, JobName, _nodes.Regions, _summary);
            JobRepository.Add(job);
            job.Begin(run.RunAsync);
            WriteObject(job);
            return;
        }

        RunToEnd(run.RunAsync, () => _variable?.Set());
    }

    /// <inheritdoc/>
    private protected override void OnUndelivered(IReadOnlyList<object> values, IReadOnlyList<ErrorRecord> errors) =>
        Undelivered.ReportErrors(Host, errors);

    /// <inheritdoc/>
    private protected override object? ErrorTarget => _nodes.Sample.ToArray();

    // As with Invoke-Command, naming a job implies one.
    private bool IsJob => AsJob || JobName is not null;

    private WaveSettings Waves => new()
    {
        Sizes = Wave,
        Errors = WaveErrors,
        SoakTime = SoakTime,
        Check = WaveCheck,
        Prompt = WavePrompt,
        Force = Force,
    };

    private NodeScript ReadScript(bool hasBucket)
    {
        ScriptShell? given = MyInvocation.BoundParameters.ContainsKey(nameof(Shell)) ? Shell : null;
        var script = ParameterSetName switch
        {
            ScriptBlockSet => CallerScript.OfBlock(ScriptBlock!, Shell),
            FileSet => CallerScript.Of(ScriptSource.Read(GetUnresolvedProviderPathFromPSPath(FilePath!)), given),
            _ => CallerScript.Of(Script!, given),
        };
        script = script with
        {
            Arguments = ArgumentList ?? [],
            Variables = name => CallerScript.Variable(SessionState, name),
            Environment = NodeEnvironment.Of(Environment),
            SuccessExitCodes = SuccessExitCode?.Distinct().ToList() ?? [],
        };
        return AsObject
            ? script.Returning(new ObjectChannel(Depth, hasBucket ? null : ServiceLimits.StandardOutputMaximumLength))
            : script;
    }

    // What the wrapper does for a script can't be done for a document.
    private void RefuseForDocument()
    {
        if (SuccessExitCode is not null)
        {
            throw InputErrors.Input(
                "-SuccessExitCode is for scripts: it wraps the script to check the exit code, and a document runs as it is.",
                "Specify the script itself instead of -DocumentName, or leave out -SuccessExitCode.");
        }

        if (Environment is not null)
        {
            throw InputErrors.Input(
                "-Environment is for scripts: a document runs as it is, and accepts only -Parameter.",
                "Specify the script itself instead of -DocumentName, or leave out -Environment.");
        }
    }
}
