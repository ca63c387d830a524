using System.Management.Automation;
using RunCommandPS.Errors;
using RunCommandPS.Jobs;
using RunCommandPS.Pipeline;
using RunCommandPS.Rollout;
using RunCommandPS.Scripts;
using RunCommandPS.Sending;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary>
/// <c>Invoke-RunCommand</c>: runs a script or a document on nodes and returns what came of it, a result for each node as it ends. A run
/// that is stopped here is stopped on the nodes, too.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "RunCommand", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = ScriptSet)]
[OutputType(typeof(NodeResult), typeof(PSObject), typeof(RunCommandJob))]
public sealed partial class InvokeRunCommandCommand : RequestCmdlet
{
    private readonly RunNodes _nodes = new();
    private readonly RunTally _tally = new(TimeProvider.System);
    private RunPlan? _plan;
    private bool _isRefused;

    /// <summary>Checks what was given, and makes the script.</summary>
    protected override void BeginProcessing()
    {
        // Whatever ends this run, nobody is to take an earlier run's summary for its own.
        SetSummary();
        try
        {
            if (SummaryVariable is not null && IsJob)
            {
                throw InputErrors.Input("A job fills no -SummaryVariable.", "Leave it out, and look at the job's Summary property.");
            }

            var request = ExplicitRequest(DocumentName ?? RunPlan.AnyScriptDocument, Target);
            WarnOfDeprecated(request);
            if (Target is not null && (InstanceId is not null || MyInvocation.ExpectingInput || IsInputBound))
            {
                throw InputErrors.Input("Both nodes and -Target are given; a run takes one or the other.", "Leave one of them out.");
            }

            if (Target is null && InstanceId is null && !MyInvocation.ExpectingInput && !IsInputBound)
            {
                throw InputErrors.Input("No node was named.", "Pipe nodes in, or give -InstanceId or -Target.");
            }

            var script = ParameterSetName == DocumentSet ? null : ReadScript();
            _plan = RunPlan.Of(request, script, WorkingDirectory, ExecutionTimeout);
            Insist(RequestRules.ViolationsButNodes(_plan.Template));
            foreach (var id in InstanceId ?? [])
            {
                _nodes.Add(Connection(), id);
            }

            if (Target is not null)
            {
                _nodes.AddTargets(Connection());
            }
        }
        catch (RunCommandException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, ScriptBlock ?? (object?)FilePath ?? DocumentName));
        }
    }

    /// <summary>Reads nodes from what came down the pipeline.</summary>
    protected override void ProcessRecord()
    {
        if (!IsInputBound)
        {
            return;
        }

        try
        {
            var connection = Connection((MemberReader.Unwrap(InputObject) as IConnectedObject)?.Origin);
            foreach (var item in InputReader.Read(InputObject))
            {
                _nodes.Add(connection, item is SendItem.Node node
                    ? node.InstanceId
                    : throw InputErrors.Input("A whole request came down the pipeline; a run takes nodes.", "Pipe requests into Send-RunCommand."));
            }
        }
        catch (RunCommandException exception)
        {
            // It was meant to be a node, so the run is no success without it.
            _isRefused = true;
            _tally.Plan(1);
            WriteError(ErrorRecords.From(exception, InputObject));
        }
    }

    /// <summary>Runs.</summary>
    protected override void EndProcessing()
    {
        if (_nodes.Duplicates > 0)
        {
            WriteWarning($"Nodes that were named more than once run it once; {_nodes.Duplicates} repeated {(_nodes.Duplicates == 1 ? "id was" : "ids were")} left out.");
        }

        SetSummary();
        if (_nodes.IsEmpty)
        {
            if (!_isRefused)
            {
                WriteWarning("No node came down the pipeline, so nothing was run.");
            }

            return;
        }

        var sample = _plan!.Template with { InstanceIds = _nodes.Sample };
        if (!ShouldProcess(_nodes.Count > sample.InstanceIds.Count ? $"{_nodes.Count} nodes" : SendDescription.Nodes(sample), SendDescription.Action(_plan.Described)))
        {
            return;
        }

        var settings = new RunSettings(new FleetRunOptions(new SendOptions(ThrottleLimit, SkipInvalidNode: true), PollingInterval), AsObject, SkipInvalidNode);
        var run = new NodeRuns(_plan, _nodes, settings, _tally);
        if (IsJob)
        {
            var job = new RunCommandJob(CommandLine, JobName, _nodes.Regions, _tally);
            JobRepository.Add(job);
            job.Begin(run.RunAsync);
            WriteObject(job);
            return;
        }

        try
        {
            Run(run.RunAsync);
        }
        finally
        {
            SetSummary();
        }
    }

    /// <inheritdoc/>
    private protected override void OnUndelivered(IReadOnlyList<object> values, IReadOnlyList<ErrorRecord> errors)
    {
        // The pipeline takes no more objects. What became of the commands must not go unsaid: the host still listens.
        foreach (var error in errors.Where(error => error.Exception is RunStoppedException or RunCommandException { MayHaveRun: true }))
        {
            Host.UI?.WriteWarningLine(error.ErrorDetails.Message);
        }
    }

    /// <inheritdoc/>
    private protected override object? ErrorTarget => _nodes.Sample.ToArray();

    private bool IsInputBound => MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));

    // As with Invoke-Command: who names a job wants one.
    private bool IsJob => AsJob || JobName is not null;

    private void SetSummary()
    {
        if (SummaryVariable is not null)
        {
            SessionState.PSVariable.Set(SummaryVariable, _tally.Summary);
        }
    }

    private NodeScript ReadScript()
    {
        var (text, shell) = ParameterSetName switch
        {
            ScriptBlockSet => (ScriptBlock!.ToString(), ScriptShell.PowerShell),
            FileSet => ReadFile(),
            _ => (string.Join('\n', Script), Shell),
        };
        if (AsObject && shell == ScriptShell.Sh)
        {
            throw InputErrors.Input("-AsObject brings back the objects of PowerShell, and this is a script of sh.", "Leave -AsObject out, or give a PowerShell script.");
        }

        var objects = AsObject ? new ObjectChannel(Depth, OutputS3BucketName is null ? ServiceLimits.StandardOutputMaximumLength : null) : null;
        return new NodeScript(text, AsObject ? ScriptShell.PowerShell : shell, ArgumentList ?? [], Variable, objects);
    }

    private (string Text, ScriptShell Shell) ReadFile()
    {
        var path = GetUnresolvedProviderPathFromPSPath(FilePath!);
        try
        {
            var text = File.ReadAllText(path);
            return (text, MyInvocation.BoundParameters.ContainsKey(nameof(Shell)) ? Shell : NodeScript.ShellOf(path, text));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.Input($"The script can't be read: {exception.Message}", "Check -FilePath: it is a file on this computer, and its text is sent to the nodes.");
        }
    }

    private object? Variable(string name)
    {
        if (SessionState.PSVariable.Get(name) is { } variable)
        {
            return variable.Value;
        }

        // $using:env:PATH and its like.
        return (name.Contains(':', StringComparison.Ordinal) ? SessionState.PSVariable.GetValue(name) : null)
            ?? throw InputErrors.Value($"The script names $using:{name}, and there is no variable ${name} here.", "Set the variable first, or pass the value with -ArgumentList.");
    }
}
