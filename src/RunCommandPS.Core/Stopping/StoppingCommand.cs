namespace RunCommandPS.Stopping;

/// <summary>A command that is being stopped: which of its nodes, and what has been seen of them since.</summary>
/// <param name="commandId">The command.</param>
/// <param name="instanceIds">Only these nodes; empty for all.</param>
/// <param name="origin">Where the command is.</param>
internal sealed class StoppingCommand(string commandId, IReadOnlyCollection<string> instanceIds, ConnectionOrigin origin)
{
    private readonly HashSet<string> _wanted = new(instanceIds, StringComparer.Ordinal);
    private readonly Dictionary<string, CommandInvocation> _nodes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _already = new(StringComparer.Ordinal);
    private int _readAt = -1;
    private bool _isRead;

    public string CommandId => commandId;

    /// <summary>The only node to ask about; null if there are several.</summary>
    public string? OnlyNode => _wanted.Count == 1 ? _wanted.First() : null;

    /// <summary>Whether it had ended before anything was done, so that one poll is enough.</summary>
    public bool IsOver { get; init; }

    /// <summary>The command as it was last seen; null if it never was.</summary>
    public Command? Command { get; private set; }

    /// <summary>Whether its nodes may have moved since they were read.</summary>
    public bool IsWorthReading =>
        !_isRead || Command is null || Command.HasEnded || Command.CompletedCount != _readAt || Command.Status == RunStatus.Cancelling;

    /// <summary>Whether nothing more is expected.</summary>
    public bool IsDone => _isRead
        && (IsOver
            || (_wanted.Count > 0
                ? _wanted.All(HasEnded)
                : Command is { HasEnded: true } && _nodes.Count >= Command.TargetCount && _nodes.Keys.All(HasEnded)));

    /// <summary>Takes note of how the command is now.</summary>
    public void See(Command command) => Command = command;

    /// <summary>Takes note of how its nodes are now.</summary>
    /// <param name="invocations">All of them, or those asked about.</param>
    public void See(IEnumerable<CommandInvocation> invocations)
    {
        foreach (var invocation in invocations.Where(invocation => _wanted.Count == 0 || _wanted.Contains(invocation.InstanceId)))
        {
            _nodes[invocation.InstanceId] = invocation;
            if (!_isRead && invocation.HasEnded && (IsOver || invocation.Outcome != NodeVerdict.Cancelled))
            {
                _already.Add(invocation.InstanceId);
            }
        }

        _isRead = true;
        _readAt = Command?.CompletedCount ?? -1;
    }

    /// <summary>The result.</summary>
    public StopResult Result()
    {
        var ended = _nodes.Values.Where(node => node.HasEnded).ToList();
        var expected = _wanted.Count > 0 ? _wanted : (IEnumerable<string>)[.. _nodes.Keys, .. Command?.InstanceIds ?? []];
        var open = expected.Distinct(StringComparer.Ordinal).Where(id => !HasEnded(id)).ToArray();
        return new StopResult
        {
            CommandId = commandId,
            DocumentName = Command?.DocumentName ?? "",
            Status = Command?.Status ?? "",
            StatusDetails = Command?.StatusDetails ?? "",
            Stopped = Ids(ended.Where(
                node => !_already.Contains(node.InstanceId) && node.Outcome is (NodeVerdict.Cancelled or NodeVerdict.Terminated))),
            AlreadyFinished = Ids(ended.Where(node => _already.Contains(node.InstanceId))),
            FinishedAnyway = Ids(ended.Where(
                node => !_already.Contains(node.InstanceId) && node.Outcome is not (NodeVerdict.Cancelled or NodeVerdict.Terminated))),
            NotResponding = open,
            NotRespondingCount = _wanted.Count > 0 ? open.Length : Math.Max(open.Length, (Command?.TargetCount ?? 0) - ended.Count),
            Origin = origin,
        };
    }

    private bool HasEnded(string instanceId) => _nodes.TryGetValue(instanceId, out var node) && node.HasEnded;

    private static string[] Ids(IEnumerable<CommandInvocation> nodes) => nodes.Select(node => node.InstanceId).ToArray();
}
