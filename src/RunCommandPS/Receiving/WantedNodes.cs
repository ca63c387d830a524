using RunCommandPS.Transformation;

namespace RunCommandPS.Receiving;

/// <summary>A command whose output is wanted, and of which nodes.</summary>
/// <param name="CommandId">The command.</param>
/// <param name="Known">The command as it was piped in; null if only its id was.</param>
/// <param name="InstanceIds">The nodes; empty for all.</param>
/// <param name="Invocations">Invocations that were piped in, by node.</param>
internal sealed record WantedNodes(
    string CommandId, Command? Known, IReadOnlyList<string> InstanceIds, IReadOnlyDictionary<string, CommandInvocation> Invocations)
{
    /// <summary>What is wanted, each command once.</summary>
    /// <param name="references">What came down the pipeline.</param>
    /// <param name="instanceIds">The nodes that the caller specified; null if none are.</param>
    public static IReadOnlyList<WantedNodes> Of(IEnumerable<CommandReference> references, IReadOnlyList<string>? instanceIds) => references
        .GroupBy(reference => reference.CommandId, (id, same) =>
        {
            var all = same.ToList();
            var nodes = CommandReference.NodesOf(all, instanceIds);

            // An invocation that has ended, with its steps, has all that another call would return.
            var known = all.Select(reference => reference.Invocation).OfType<CommandInvocation>()
                .Where(invocation => invocation.HasEnded && invocation.Steps.Count > 0)
                .DistinctBy(invocation => invocation.InstanceId).ToDictionary(invocation => invocation.InstanceId);
            var command = all.Select(reference => reference.Known).LastOrDefault(command => command is not null);
            return (IsEmpty: nodes is { Count: 0 }, Wanted: new WantedNodes(id, command, nodes ?? [], known));
        })
        .Where(pair => !pair.IsEmpty).Select(pair => pair.Wanted).ToList();

    /// <summary>Whether a node's output is wanted.</summary>
    public bool Has(CommandInvocation invocation) => InstanceIds.Count == 0 || InstanceIds.Contains(invocation.InstanceId);
}
