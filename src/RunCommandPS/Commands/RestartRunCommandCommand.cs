using System.Management.Automation;
using RunCommandPS.Errors;
using RunCommandPS.Parameters;
using RunCommandPS.Pipeline;
using RunCommandPS.Reading;
using RunCommandPS.Rollout;
using RunCommandPS.Sending;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary><c>Restart-RunCommand</c>: sends commands again, as they were, to the nodes on which they did not succeed, or all.</summary>
[Cmdlet(VerbsLifecycle.Restart, "RunCommand", DefaultParameterSetName = VerdictSet, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium, HelpUri = HelpPages.Address + "Restart-RunCommand.md")]
[OutputType(typeof(Command))]
public sealed class RestartRunCommandCommand : CommandNodesCmdlet
{
    private const string VerdictSet = "Verdict";
    private const string AllSet = "All";

    /// <summary>
    /// Only nodes with these verdicts. The default is Failed, TimedOut, NotDelivered and Terminated, or if nodes are specified, all that
    /// did not succeed.
    /// </summary>
    [Parameter(ParameterSetName = VerdictSet)]
    [Alias("Status")]
    public NodeVerdict[]? Verdict { get; set; }

    /// <summary>All nodes, whatever the result of the command there.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

    /// <summary>How many commands are on their way at the same time.</summary>
    [Parameter]
    [ValidateRange(1, SendOptions.ThrottleLimitMaximum)]
    public int ThrottleLimit { get; set; } = SendOptions.UsualThrottleLimit;

    /// <summary>How long a throttled command is retried: seconds or a TimeSpan; the default is five minutes.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? ThrottleTimeout { get; set; }

    /// <summary>Sends to the other nodes of a command if the service does not accept commands for some.</summary>
    [Parameter]
    public SwitchParameter SkipInvalidNode { get; set; }

    /// <summary>Also accepts commands that have not ended, and uses those of their nodes that have.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Finds the nodes, and sends.</summary>
    protected override void EndProcessing()
    {
        var nodes = ChooseNodes();
        foreach (var (connection, references) in Commands)
        {
            foreach (var command in references.GroupBy(reference => reference.CommandId))
            {
                if (Plan(connection, command.ToList(), nodes) is { } plan)
                {
                    Send(connection, plan);
                }
            }
        }

        foreach (var (instanceId, unknown) in nodes.Unknown())
        {
            WriteError(ErrorRecords.From(unknown, instanceId));
        }
    }

    /// <inheritdoc/>
    private protected override void OnUndelivered(IReadOnlyList<object> values, IReadOnlyList<ErrorRecord> errors)
    {
        Undelivered.ReportSent(Host, values);
        Undelivered.ReportErrors(Host, errors);
    }

    // What to send again; null if this is unknown, or if the command has none of the specified nodes.
    private RestartPlan? Plan(ConnectionOptions connection, List<CommandReference> references, NodeChoice nodes)
    {
        RestartPlan? plan = null;
        Run(async (output, stop) =>
        {
            try
            {
                plan = await PlanAsync(connection, references, output, stop).ConfigureAwait(false);
            }
            catch (RunCommandException exception) when (Commands.Skip(1).Any())
            {
                // One Region that can't be read does not affect the others.
                await output.ErrorAsync(ErrorRecords.From(exception, references[0].CommandId)).ConfigureAwait(false);
            }
        });
        foreach (var node in plan?.AllNodes.Concat(plan.Command.InstanceIds) ?? [])
        {
            nodes.See(node);
        }

        if (plan is null || (plan.Command.InstanceIds.Count == 0 && (plan.Unknown > 0 || !plan.Command.HasEnded)))
        {
            // There may be more nodes than are reported.
            nodes.Miss();
        }

        // A command that has none of the specified nodes is not worth a message if another has them.
        return NamedNodes is null || plan?.AllNodes.Intersect(NamedNodes, StringComparer.Ordinal).Any() == true ? plan : null;
    }

    private async Task<RestartPlan?> PlanAsync(
        ConnectionOptions connection, List<CommandReference> references, PipelineOutput output, CancellationToken stop)
    {
        var reader = new CommandReader(SessionService.Of(connection, output));
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

        var named = CommandReference.NodesOf(references, NamedNodes);
        var verdicts = All ? Enum.GetValues<NodeVerdict>() : Verdict
            ?? (named is null ? RestartPlan.Usual : Enum.GetValues<NodeVerdict>().Where(verdict => verdict.IsFailure()).ToArray());
        var plan = await RestartPlan.MakeAsync(
            reader, command, verdicts.ToArray(), named?.ToHashSet(StringComparer.Ordinal), stop).ConfigureAwait(false);

        // In a command that continues, nodes that the service has not reported yet are open.
        var unreported = All && !command.HasEnded
            ? command.InstanceIds.Where(id => named?.Contains(id) != false).Except(plan.Nodes.Select(node => node.Key)) : [];
        return plan with { Nodes = [.. plan.Nodes, .. unreported.Select(id => KeyValuePair.Create(id, NodeVerdict.Open))] };
    }

    private void Send(ConnectionOptions connection, RestartPlan plan)
    {
        if (plan.Unknown > 0)
        {
            WriteWarning(
                $"The service reported nothing about {plan.Unknown} nodes of command {plan.Command}, so they can't be named and are "
                    + "left out. Send to them again with Send-RunCommand -Target.");
        }

        if (plan.Nodes.Count == 0)
        {
            WriteWarning(
                $"Command {plan.Command} has no nodes to run on again, so nothing was sent. Get-RunCommandInvocation shows "
                    + "the verdicts of its nodes; -Verdict selects among them, and -All selects every one.");
            return;
        }

        var requests = plan.Requests.ToList();
        var target = $"{SendDescription.Plan(requests[0], plan.Nodes.Count, requests.Count, connection)}: "
            + $"{plan.Reasons} in command {plan.Command}";
        if (!ShouldProcess(target, SendDescription.Action(requests[0]) + " again"))
        {
            return;
        }

        if (requests.Count > 1)
        {
            WriteWarning(SendDescription.SplitLimits);
        }

        var options = new SendOptions(ThrottleLimit, SkipInvalidNode, ThrottleTimeout) { Sent = ModuleSession.Current.Sent };
        Run((output, stop) => new CommandSender(
            () => SessionService.Of(connection, output), options, new SendObserver(output), TimeProvider.System)
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
