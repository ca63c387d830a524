using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Pipeline;
using RunCommandPS.Reading;
using RunCommandPS.Rollout;
using RunCommandPS.Sending;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary><c>Restart-RunCommand</c>: sends commands again, as they were, to the nodes on which they did not succeed.</summary>
[Cmdlet(VerbsLifecycle.Restart, "RunCommand", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Command))]
public sealed class RestartRunCommandCommand : RemoteCmdlet
{
    private readonly List<(ConnectionOptions Connection, CommandReference Reference)> _wanted = [];

    /// <summary>Ids of commands, commands, or invocations, of which only their own nodes are taken.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Command", "Id")]
    [CommandReferenceTransformation]
    [ArgumentCompleter(typeof(CommandIdCompleter))]
    public CommandReference[] CommandId { get; set; } = [];

    /// <summary>Only on these nodes.</summary>
    [Parameter(Position = 1)]
    [Alias("InstanceIds")]
    [SpecText(ServiceLimits.InstanceIdPattern, "a node id: i- or mi- and 17 letters or digits (i- also 8)")]
    [ValidateNotNullOrEmpty]
    [ValidatePattern(SpecPattern.Start + ServiceLimits.InstanceIdPattern + SpecPattern.End, Options = SpecPattern.Options)]
    [ArgumentCompleter(typeof(NodeIdCompleter))]
    public string[]? InstanceId { get; set; }

    /// <summary>Only nodes with these verdicts. Otherwise Failed, TimedOut, NotDelivered and Terminated, and where nodes are named all that did not succeed.</summary>
    [Parameter]
    [Alias("Status")]
    public NodeVerdict[]? Verdict { get; set; }

    /// <summary>How many commands are on their way at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 50)]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>How long a command that the service throttles is sent again: seconds or a TimeSpan; five minutes if not given.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? ThrottleTimeout { get; set; }

    /// <summary>Sends to the other nodes of a command where the service takes no commands for some.</summary>
    [Parameter]
    public SwitchParameter SkipInvalidNode { get; set; }

    /// <summary>Takes commands that have not ended, too, and of them the nodes that have.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override object? ErrorTarget => CommandId.Select(reference => reference.CommandId).ToArray();

    /// <summary>Collects the commands.</summary>
    protected override void ProcessRecord() => _wanted.AddRange(CommandId.Select(reference => (Connection(reference.Origin), reference)));

    /// <summary>Finds the nodes, and sends.</summary>
    protected override void EndProcessing()
    {
        foreach (var command in _wanted.GroupBy(wanted => (wanted.Connection, wanted.Reference.CommandId), wanted => wanted.Reference))
        {
            RestartPlan? plan = null;
            Run(async (output, stop) => plan = await PlanAsync(command.Key.Connection, command.ToList(), output, stop).ConfigureAwait(false));
            if (plan is not null)
            {
                Send(command.Key.Connection, plan);
            }
        }
    }

    /// <inheritdoc/>
    private protected override void OnUndelivered(IReadOnlyList<object> values, IReadOnlyList<ErrorRecord> errors) => UndeliveredSends.Tell(Host, values, errors);

    private async Task<RestartPlan?> PlanAsync(ConnectionOptions connection, List<CommandReference> references, PipelineOutput output, CancellationToken stop)
    {
        var reader = new CommandReader(new SessionService(ModuleSession.Current.Connect(connection), output));
        var id = references[0].CommandId;
        var known = references.Select(reference => reference.Known).FirstOrDefault(known => known is { HasEnded: true });
        if ((known ?? await reader.FindCommandAsync(id, stop).ConfigureAwait(false)) is not { } command)
        {
            await output.ErrorAsync(ErrorRecords.From(reader.NoSuchCommand(id), id)).ConfigureAwait(false);
            return null;
        }

        if (!command.HasEnded && !Force)
        {
            await output.ErrorAsync(ErrorRecords.From(RunErrors.NotEnded(command), command)).ConfigureAwait(false);
            return null;
        }

        var named = CommandReference.NodesOf(references, InstanceId);
        var verdicts = Verdict ?? (named is null ? RestartPlan.Usual : Enum.GetValues<NodeVerdict>().Where(verdict => verdict.IsFailure()).ToArray());
        return await RestartPlan.MakeAsync(reader, command, verdicts.ToArray(), named?.ToHashSet(StringComparer.Ordinal), stop).ConfigureAwait(false);
    }

    private void Send(ConnectionOptions connection, RestartPlan plan)
    {
        if (plan.Unknown > 0)
        {
            WriteWarning($"The service told nothing of {plan.Unknown} nodes of command {plan.Command}, so they can't be named and are left out. Send to them again with Send-RunCommand -Target.");
        }

        if (plan.Nodes.Count == 0)
        {
            WriteWarning($"Command {plan.Command} has no node to run it on again, so nothing was sent. Get-RunCommandInvocation shows the verdicts of its nodes, and -Verdict chooses among them.");
            return;
        }

        var requests = plan.Requests.ToList();
        var target = $"{SendDescription.Plan(requests[0], plan.Nodes.Count, requests.Count)}: {plan.Reasons} in command {plan.Command}";
        if (!ShouldProcess(target, SendDescription.Action(requests[0]) + " again"))
        {
            return;
        }

        if (requests.Count > 1)
        {
            WriteWarning(SendDescription.SplitLimits);
        }

        var options = new SendOptions(ThrottleLimit, SkipInvalidNode, ThrottleTimeout);
        Run((output, stop) => new CommandSender(
            () => new SessionService(ModuleSession.Current.Connect(connection), output), options, new SendObserver(output), TimeProvider.System)
            .SendAsync(Each(requests), stop));
    }

    private static async IAsyncEnumerable<SendCommandRequest> Each(IEnumerable<SendCommandRequest> requests)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var request in requests)
        {
            yield return request;
        }
    }
}
