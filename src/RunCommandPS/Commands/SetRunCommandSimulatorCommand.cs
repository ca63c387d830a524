using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Session;
using RunCommandPS.Simulator;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary><c>Set-RunCommandSimulator</c>: changes what goes wrong on running simulators: calls, nodes, alarms.</summary>
[Cmdlet(VerbsCommon.Set, "RunCommandSimulator", SupportsShouldProcess = true, HelpUri = HelpPages.Address + "Set-RunCommandSimulator.md")]
[OutputType("RunCommandPS.Simulator.RunCommandSimulator")]
public sealed class SetRunCommandSimulatorCommand : PSCmdlet
{
    /// <summary>The simulators to change; the session's newest if none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object[]? Simulator { get; set; }

    /// <summary>
    /// Which calls go wrong from now on: hashtables with Kind and any of Operation, Calls, Probability, AfterAcceptance, Time, MaximumTime,
    /// Rate, Burst.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object[]? Fault { get; set; }

    /// <summary>Removes all previous faults.</summary>
    [Parameter]
    public SwitchParameter ClearFaults { get; set; }

    /// <summary>The nodes that -State and -PingStatus are for: ids or names, with wildcards, or nodes of the simulator.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SimulatedNodeCompleter))]
    public object[]? Node { get; set; }

    /// <summary>The state of the nodes' machines from now on.</summary>
    [Parameter]
    [ValidateSet(nameof(NodeState.Running), nameof(NodeState.Pending), nameof(NodeState.Stopping), nameof(NodeState.Stopped),
        nameof(NodeState.ShuttingDown), nameof(NodeState.Terminated))]
    public string? State { get; set; }

    /// <summary>Whether the nodes' agents can be reached from now on.</summary>
    [Parameter]
    [ValidateSet(RunCommandPS.PingStatus.Online, RunCommandPS.PingStatus.ConnectionLost, RunCommandPS.PingStatus.Inactive)]
    public string? PingStatus { get; set; }

    /// <summary>Names of alarms.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Alarm { get; set; }

    /// <summary>The state of the alarms from now on.</summary>
    [Parameter]
    [ValidateSet(nameof(RunCommandPS.Simulator.AlarmState.Ok), nameof(RunCommandPS.Simulator.AlarmState.Alarm),
        nameof(RunCommandPS.Simulator.AlarmState.Unknown))]
    public string AlarmState { get; set; } = nameof(RunCommandPS.Simulator.AlarmState.Alarm);

    /// <summary>Returns the simulators.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Checks for parameters that lack their counterpart.</summary>
    protected override void BeginProcessing()
    {
        if ((Node is null) != (State is null && PingStatus is null))
        {
            Refuse("-Node and -State or -PingStatus must be used together.", "Specify the nodes and their new state or ping status.");
        }

        if (Alarm is null && MyInvocation.BoundParameters.ContainsKey(nameof(AlarmState)))
        {
            Refuse("-AlarmState requires -Alarm.", "Specify the names of the alarms, too.");
        }

        if (Fault is null && !ClearFaults && Node is null && Alarm is null)
        {
            Refuse("There is nothing to change.", "Specify -Fault, -ClearFaults, -Node or -Alarm.");
        }
    }

    /// <summary>Changes those that came down the pipeline, or the newest.</summary>
    protected override void ProcessRecord()
    {
        if (Simulator is not null)
        {
            foreach (var simulator in Simulator)
            {
                Change(simulator);
            }
        }
        else if (ModuleSession.Current.Simulators.Running is [.., var newest])
        {
            Change(newest.Simulator);
        }
        else
        {
            Refuse("No simulator is running in this session.", "Start one with Start-RunCommandSimulator.");
        }
    }

    private void Change(object given)
    {
        try
        {
            if (MemberReader.Unwrap(given) is not RunCommandSimulator { IsRunning: true } simulator)
            {
                throw InputErrors.Input(
                    $"'{given}' is not a running simulator.", "Pipe in what Start- or Get-RunCommandSimulator returned.");
            }

            var faults = Fault?.Select(SimulatorInput.Fault).ToList() ?? [];
            var nodes = Node?.SelectMany(node => Find(simulator, node)).Distinct().ToList() ?? [];
            if (ShouldProcess(simulator.Endpoint.ToString(), "Change simulator"))
            {
                Change(simulator, faults, nodes);
                if (PassThru)
                {
                    WriteObject(simulator);
                }
            }
        }
        catch (RunCommandException exception)
        {
            WriteError(ErrorRecords.From(exception, given));
        }
        catch (ArgumentException exception)
        {
            WriteError(ErrorRecords.From(
                InputErrors.Input($"The simulator can't be changed: {exception.Message}", "Fix what the message names."), given));
        }
    }

    // Faults first: only they can turn out to be impossible, and then nothing has changed.
    private void Change(RunCommandSimulator simulator, List<SimulatedFault> faults, List<string> nodes)
    {
        if (ClearFaults)
        {
            simulator.ReplaceFaults(faults);
        }
        else
        {
            simulator.InjectFaults(faults);
        }

        foreach (var node in nodes)
        {
            if (State is not null)
            {
                simulator.SetNodeState(node, Enum.Parse<NodeState>(State, ignoreCase: true));
            }

            if (PingStatus is not null)
            {
                simulator.SetNodePingStatus(node, PingStatus);
            }
        }

        foreach (var alarm in Alarm ?? [])
        {
            simulator.SetAlarmState(alarm, Enum.Parse<AlarmState>(AlarmState, ignoreCase: true));
        }
    }

    private static List<string> Find(RunCommandSimulator simulator, object node)
    {
        var text = MemberReader.Unwrap(node) is SimulatedNode known ? known.InstanceId : ScalarText.Of(node) ?? "";
        var pattern = new WildcardPattern(text, WildcardOptions.IgnoreCase);
        var matches = simulator.Nodes.Where(one => pattern.IsMatch(one.InstanceId) || pattern.IsMatch(one.Name));
        return matches.Select(one => one.InstanceId).ToList() is { Count: > 0 } found
            ? found
            : throw InputErrors.Input($"The simulator has no node '{text}'.", "Specify ids or names of its Nodes; * and ? are wildcards.");
    }

    private void Refuse(string message, string recommendation) =>
        ThrowTerminatingError(ErrorRecords.From(InputErrors.Input(message, recommendation), null));
}
