using System.Runtime.CompilerServices;
using RunCommandPS.Connection;
using RunCommandPS.Errors;
using RunCommandPS.Output;
using RunCommandPS.Pipeline;
using RunCommandPS.Reading;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Receiving;

/// <summary>Reads the results of commands on their nodes, with everything they wrote, for a report.</summary>
/// <param name="output">The pipeline.</param>
/// <param name="progress">Shows how many nodes were read.</param>
internal sealed class ReportResults(PipelineOutput output, ReadingProgress progress)
{
    private readonly List<Command> _commands = [];
    private readonly List<NodeResult> _results = [];

    /// <summary>The commands that were found.</summary>
    public IReadOnlyList<Command> Commands => _commands;

    /// <summary>One result per node, including nodes that have not ended and those that the service never reported.</summary>
    public IReadOnlyList<NodeResult> Results => _results;

    /// <summary>Nodes that the service counts but does not name.</summary>
    public int Unnamed { get; private set; }

    /// <summary>Reads the commands of all connections. One that can't be read does not affect the others.</summary>
    public async Task ReadAsync(ByConnection<List<CommandReference>> commands, CancellationToken stop)
    {
        foreach (var (connection, references) in commands)
        {
            foreach (var wanted in WantedNodes.Of(references, null))
            {
                try
                {
                    await ReadAsync(connection, wanted, stop).ConfigureAwait(false);
                }
                catch (RunCommandException exception)
                {
                    await output.ErrorAsync(ErrorRecords.From(exception, wanted.CommandId)).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task ReadAsync(ConnectionOptions connection, WantedNodes wanted, CancellationToken stop)
    {
        var service = SessionService.WithNames(connection, output);
        var reader = new CommandReader(service);
        var command = wanted.Known is { HasEnded: true } known
            ? known
            : await reader.FindCommandAsync(wanted.CommandId, stop).ConfigureAwait(false) ?? throw reader.NoSuchCommand(wanted.CommandId);
        _commands.Add(command);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var outputs = new OutputReader(service, new SessionStore(connection, output))
            .ReadAllAsync(InvocationsAsync(reader, wanted, stop), _ => true, stop);
        await foreach (var (invocation, reading) in progress.Over(outputs, output, stop).ConfigureAwait(false))
        {
            seen.Add(invocation.InstanceId);
            _results.Add(new NodeResult { Invocation = invocation, Outputs = reading.Outputs });
            foreach (var error in reading.Errors)
            {
                await output.ErrorAsync(ErrorRecords.From(error, invocation)).ConfigureAwait(false);
            }
        }

        if (wanted.InstanceIds.Count == 0)
        {
            AddOthers(command, seen);
        }
    }

    private static async IAsyncEnumerable<CommandInvocation> InvocationsAsync(
        CommandReader reader, WantedNodes wanted, [EnumeratorCancellation] CancellationToken stop)
    {
        var all = new CommandQuery { CommandId = wanted.CommandId, Details = true };
        foreach (var query in wanted.InstanceIds.Count > 0 ? wanted.InstanceIds.Select(id => all with { InstanceId = id }) : [all])
        {
            if (query.InstanceId is not null && wanted.Invocations.TryGetValue(query.InstanceId, out var known))
            {
                yield return known;
                continue;
            }

            await foreach (var invocation in reader.InvocationsAsync(query, stop).ConfigureAwait(false))
            {
                yield return invocation;
            }
        }
    }

    // A node that the service never reported was never reached, once the command has ended.
    private void AddOthers(Command command, HashSet<string> seen)
    {
        var others = command.InstanceIds.Where(id => !seen.Contains(id)).ToList();
        _results.AddRange(others.Select(id => new NodeResult
        {
            Invocation = new CommandInvocation { CommandId = command.CommandId, InstanceId = id, Origin = command.Origin },
            Outcome = command.HasEnded ? NodeVerdict.NotDelivered : NodeVerdict.Open,
        }));
        Unnamed += Math.Max(0, command.TargetCount - seen.Count - others.Count);
    }
}
