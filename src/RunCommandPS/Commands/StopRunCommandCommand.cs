using System.Management.Automation;
using RunCommandPS.Errors;
using RunCommandPS.Model;
using RunCommandPS.Parameters;
using RunCommandPS.Pipeline;
using RunCommandPS.Session;
using RunCommandPS.Stopping;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary><c>Stop-RunCommand</c>: cancels commands, on all nodes or some, and reports the result.</summary>
[Cmdlet(VerbsLifecycle.Stop, "RunCommand", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPages.Address + "Stop-RunCommand.md")]
[OutputType(typeof(StopResult))]
public sealed class StopRunCommandCommand : CommandNodesCmdlet
{
    private const int ActivityId = 0x5D0;

    /// <summary>How long nodes have to stop: seconds or a TimeSpan; the default is 30 s.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [DurationTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Polls the nodes once and does not wait for them to stop.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Stops them, and waits for all together.</summary>
    protected override void EndProcessing()
    {
        var stops = Commands
            .Select(group => (group.Connection, Orders: group.Items
                .GroupBy(reference => reference.CommandId).Select(Order).OfType<StopOrder>().Where(Confirm).ToList()))
            .Where(group => group.Orders.Count > 0).ToList();
        if (stops.Count > 0)
        {
            Run((output, stop) => Task.WhenAll(
                stops.Select((group, index) => StopAsync(group.Connection, group.Orders, index, output, stop))));
        }
    }

    private StopOrder? Order(IGrouping<string, CommandReference> references)
    {
        var nodes = CommandReference.NodesOf(references.ToList(), NamedNodes);
        if (nodes is { Count: 0 })
        {
            // To the service, no ids means all nodes.
            WriteWarning(
                $"-InstanceId matches none of the nodes of command {references.Key} "
                    + "that were piped in, so nothing was stopped there.");
            return null;
        }

        return new StopOrder(
            references.Key, references.Select(reference => reference.Known).LastOrDefault(known => known is not null), nodes ?? []);
    }

    private bool Confirm(StopOrder order) => ShouldProcess(
        (order.Known is { } known ? $"{known.DocumentName}, command {order.CommandId}" : $"command {order.CommandId}")
            + (order.InstanceIds.Count switch
            {
                0 => All(order.Known),
                1 => $" on {order.InstanceIds[0]}",
                var count => $" on {count} nodes",
            }),
        "Stop");

    // As far as the command that was passed tells: asking the service just for this would cost one call per command.
    private static string All(Command? known) => known switch
    {
        null or { TargetCount: 0 } => " on all its nodes",
        { TargetCount: 1, CompletedCount: 0 } => " on 1 node",
        { CompletedCount: 0 } => $" on {known.TargetCount} nodes",
        _ => $" on {known.TargetCount - known.CompletedCount} of {known.TargetCount} nodes",
    };

    private async Task StopAsync(
        ConnectionOptions connection, List<StopOrder> orders, int number, PipelineOutput output, CancellationToken stop)
    {
        var stopper = new CommandStopper(SessionService.Of(connection, output), TimeProvider.System);
        foreach (var order in orders)
        {
            foreach (var failure in await stopper.StopAsync(order.CommandId, order.Known, order.InstanceIds, stop).ConfigureAwait(false))
            {
                object target = failure.InstanceIds.Count > 0 ? failure.InstanceIds.ToArray() : order.Known ?? (object)order.CommandId;
                await output.ErrorAsync(ErrorRecords.From(failure.Error, target)).ConfigureAwait(false);
            }
        }

        var wait = NoWait ? TimeSpan.Zero : Timeout ?? CommandStopper.DefaultWait;
        var progress = new ProgressRecord(ActivityId + number, "Waiting for nodes to stop", " ");
        await foreach (var result in stopper.ResultsAsync(wait, ReportAsync, stop).ConfigureAwait(false))
        {
            await output.WriteAsync(result).ConfigureAwait(false);
            if (!result.HasStopped && !NoWait)
            {
                await output.WarnAsync(
                    $"{result.NotRespondingCount} {(result.NotRespondingCount == 1 ? "node has" : "nodes have")} not responded within "
                        + $"{ElapsedText.Seconds(wait)} and may still be running command {result.CommandId}. "
                    + "Check again with Get-RunCommandInvocation, or run this again.").ConfigureAwait(false);
            }
        }

        ValueTask ReportAsync(int open, TimeSpan waited)
        {
            progress.StatusDescription = $"{open} of {orders.Count} {(orders.Count == 1 ? "command" : "commands")} not stopped yet, "
                + $"{waited:mm\\:ss} of {wait:mm\\:ss}";
            progress.RecordType = open > 0 ? ProgressRecordType.Processing : ProgressRecordType.Completed;
            return output.ProgressAsync(progress);
        }
    }

    private sealed record StopOrder(string CommandId, Command? Known, IReadOnlyList<string> InstanceIds);
}
