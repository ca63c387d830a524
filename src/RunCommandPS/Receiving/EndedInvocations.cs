using System.Runtime.CompilerServices;
using RunCommandPS.Errors;
using RunCommandPS.Pipeline;
using RunCommandPS.Reading;

namespace RunCommandPS.Receiving;

/// <summary>The invocations that have ended; a warning says how many others there are.</summary>
/// <param name="service">The service.</param>
/// <param name="choice">Is shown the nodes that commands have.</param>
/// <param name="output">The pipeline.</param>
internal sealed class EndedInvocations(IRunCommandService service, NodeChoice choice, PipelineOutput output)
{
    private readonly CommandReader _reader = new(service);

    /// <summary>Reads them, in the service's order.</summary>
    public async IAsyncEnumerable<CommandInvocation> ReadAsync(
        IReadOnlyList<WantedNodes> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var open = 0;
        foreach (var command in wanted)
        {
            var found = 0;
            await foreach (var invocation in InvocationsAsync(command, cancellationToken).ConfigureAwait(false))
            {
                found++;
                choice.See(invocation.InstanceId);
                if (invocation.HasEnded)
                {
                    yield return invocation;
                }
                else
                {
                    open++;
                }
            }

            if (found == 0)
            {
                await ReportMissingAsync(command, cancellationToken).ConfigureAwait(false);
            }
        }

        if (open > 0)
        {
            await output.WarnAsync(
                $"{open} {(open == 1 ? "node has" : "nodes have")} not ended, and {(open == 1 ? "its" : "their")} "
                    + "output is left out. -Follow waits for it.").ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<CommandInvocation> InvocationsAsync(
        WantedNodes wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = new CommandQuery { CommandId = wanted.CommandId, Details = true };
        foreach (var query in wanted.InstanceIds.Count > 0 ? wanted.InstanceIds.Select(id => all with { InstanceId = id }) : [all])
        {
            if (query.InstanceId is not null && wanted.Invocations.TryGetValue(query.InstanceId, out var known))
            {
                yield return known;
                continue;
            }

            await foreach (var invocation in _reader.InvocationsAsync(query, cancellationToken).ConfigureAwait(false))
            {
                yield return invocation;
            }
        }
    }

    // An unknown command and one without nodes (yet) both return an empty page; only the first is a mistake.
    private async Task ReportMissingAsync(WantedNodes wanted, CancellationToken cancellationToken)
    {
        if (await _reader.FindCommandAsync(wanted.CommandId, cancellationToken).ConfigureAwait(false) is not { } command)
        {
            choice.Miss();
            await output.ErrorAsync(ErrorRecords.From(_reader.NoSuchCommand(wanted.CommandId), wanted.CommandId)).ConfigureAwait(false);
        }
        else if (wanted.InstanceIds.Count == 0 || MayStillGet(command, wanted.InstanceIds))
        {
            var nodes = wanted.InstanceIds.Count > 0 ? "about these nodes" : "about its nodes";
            choice.Miss();
            await output.WarnAsync(command.HasEnded
                ? $"Command {command.CommandId} ended as {command.StatusDetails}, and nothing is known {nodes}."
                : $"Command {command.CommandId} is {command.Status}, and nothing is known "
                    + $"{nodes} yet. -Follow waits for them.").ConfigureAwait(false);
        }
    }

    // Nodes to which it was sent by id and that it does not report, and any node if criteria select them.
    private static bool MayStillGet(Command command, IReadOnlyList<string> instanceIds) =>
        command.InstanceIds.Count > 0 ? command.InstanceIds.Intersect(instanceIds, StringComparer.Ordinal).Any() : !command.HasEnded;
}
