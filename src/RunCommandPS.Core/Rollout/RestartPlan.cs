using RunCommandPS.Reading;
using RunCommandPS.Sending;

namespace RunCommandPS.Rollout;

/// <summary>
/// An earlier command as requests for some of its nodes: the same document, parameters, limits and places,
/// and nothing that only the service can set.
/// </summary>
/// <param name="Command">The command.</param>
/// <param name="Nodes">The nodes to run it on again, with the reason.</param>
/// <param name="Unknown">Nodes that would be restarted, too, if their ids were known.</param>
internal sealed record RestartPlan(Command Command, IReadOnlyList<KeyValuePair<string, NodeVerdict>> Nodes, int Unknown)
{
    /// <summary>
    /// What is run again unless the caller specifies otherwise: what failed, timed out, or never started. Not what was stopped
    /// on purpose, nor what will be refused again.
    /// </summary>
    public static IReadOnlyList<NodeVerdict> Usual { get; } =
        [NodeVerdict.Failed, NodeVerdict.TimedOut, NodeVerdict.NotDelivered, NodeVerdict.Terminated];

    /// <summary>All nodes that the command is known to have, whatever their result.</summary>
    public IReadOnlyCollection<string> AllNodes { get; private init; } = [];

    /// <summary>Requests of at most 50 nodes.</summary>
    public IEnumerable<SendCommandRequest> Requests =>
        Nodes.Select(node => node.Key).Chunk(ServiceLimits.InstanceIdsMaximum)
            .Select(part => Template(Command) with { InstanceIds = part });

    /// <summary>Why these nodes, in words: 3 Failed, 1 NotDelivered.</summary>
    public string Reasons => string.Join(", ", Nodes.GroupBy(node => node.Value).Select(group => $"{group.Count()} {group.Key}"));

    /// <summary>Finds the nodes of a command on which to run it again.</summary>
    /// <param name="reader">Reads the command's nodes.</param>
    /// <param name="command">The command.</param>
    /// <param name="verdicts">What to run again.</param>
    /// <param name="only">Only these nodes; null for all.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The plan; without nodes where there is nothing to run again.</returns>
    public static async Task<RestartPlan> MakeAsync(
        CommandReader reader,
        Command command,
        IReadOnlyCollection<NodeVerdict> verdicts,
        IReadOnlySet<string>? only,
        CancellationToken cancellationToken)
    {
        var listed = new Dictionary<string, NodeVerdict>(StringComparer.Ordinal);
        await foreach (var invocation in reader.InvocationsAsync(
            new CommandQuery { CommandId = command.CommandId }, cancellationToken).ConfigureAwait(false))
        {
            listed[invocation.InstanceId] = invocation.Outcome;
        }

        // A node that the service never reported was never reached: only its id is known.
        var isUnheardWanted = command.HasEnded && verdicts.Contains(NodeVerdict.NotDelivered);
        var unheard = isUnheardWanted ? command.InstanceIds.Where(id => !listed.ContainsKey(id)).ToList() : [];
        var nodes = listed.Concat(unheard.Select(id => KeyValuePair.Create(id, NodeVerdict.NotDelivered)))
            .Where(node => verdicts.Contains(node.Value) && only?.Contains(node.Key) != false).ToArray();
        var unknown = isUnheardWanted && only is null ? Math.Max(0, command.TargetCount - listed.Count - unheard.Count) : 0;
        return new RestartPlan(command, nodes, unknown)
        {
            AllNodes = listed.Keys.Concat(command.InstanceIds).ToArray(),
        };
    }

    /// <summary>
    /// Everything of a command except its nodes, as a request. What the service fills in itself is left to it again, and a command that
    /// belonged to a rollout no longer belongs to it.
    /// </summary>
    public static SendCommandRequest Template(Command command) => new()
    {
        DocumentName = command.DocumentName,
        DocumentVersion = NullIfEmpty(command.DocumentVersion),
        Parameters = command.Parameters.Count > 0 ? command.Parameters : null,
        Comment = NullIfEmpty(RolloutMarker.Strip(command.Comment)),
        TimeoutSeconds = command.TimeoutSeconds,
        MaxConcurrency = NullIfEmpty(command.MaxConcurrency),
        MaxErrors = NullIfEmpty(command.MaxErrors),
        OutputS3BucketName = NullIfEmpty(command.OutputS3BucketName),
        OutputS3KeyPrefix = NullIfEmpty(command.OutputS3KeyPrefix),
        ServiceRoleArn = NullIfEmpty(command.ServiceRole),
        NotificationConfig = command.NotificationConfig.NotificationArn.Length > 0 ? command.NotificationConfig : null,
        CloudWatchOutputConfig = command.CloudWatchOutputConfig is { CloudWatchOutputEnabled: true } output ? output : null,
        AlarmConfiguration = command.AlarmConfiguration.Alarms.Count > 0 ? command.AlarmConfiguration : null,
    };

    private static string? NullIfEmpty(string text) => text.Length > 0 ? text : null;
}
