using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Rollout;

/// <summary>The current state of a run: how long it has taken, and what its rollout says about the nodes.</summary>
/// <param name="timeProvider">The clock.</param>
internal sealed class RunSummaryBuilder(TimeProvider timeProvider)
{
    private readonly object _gate = new();
    private RolloutLog? _log;
    private int _unreadable;
    private int _truncated;
    private long? _started;
    private long? _ended;

    /// <summary>Nodes whose output could not be read completely.</summary>
    public int Truncated => _truncated;

    /// <summary>Items that were meant to be nodes but are not.</summary>
    public int Unreadable => _unreadable;

    /// <summary>The current state of the run.</summary>
    public RunSummary Summary
    {
        get
        {
            lock (_gate)
            {
                var elapsed = _started is { } started
                    ? timeProvider.GetElapsedTime(started, _ended ?? timeProvider.GetTimestamp())
                    : TimeSpan.Zero;
                return _log is { } log
                    ? log.Read(state => Of(state, hasEnded: _ended is not null)) with { Elapsed = elapsed }
                    : new RunSummary { Nodes = _unreadable, Elapsed = elapsed };
            }
        }
    }

    /// <summary>What a rollout says about its nodes.</summary>
    /// <param name="state">The rollout.</param>
    /// <param name="hasEnded">Whether nothing more is expected: a node that is still open then is
    /// one whose end is unknown.</param>
    public static RunSummary Of(RolloutState state, bool hasEnded)
    {
        var byVerdict = state.Nodes.ToLookup(node => state[node], node => node.InstanceId);
        string[] Ids(NodeVerdict verdict) => [.. byVerdict[verdict]];
        var unknown = hasEnded ? [.. Ids(NodeVerdict.Unknown), .. Ids(NodeVerdict.Open)] : Ids(NodeVerdict.Unknown);
        var notStarted = hasEnded ? Ids(NodeVerdict.NotStarted) : [];
        return new RunSummary
        {
            RolloutId = state.Planned.Id,
            RolloutName = state.Planned.Name,
            Nodes = state.Nodes.Count + state.Unnamed + state.Planned.Unreadable,
            Succeeded = state.Count(NodeVerdict.Succeeded),
            FailedNodes = state.Nodes.Where(node => IsFailure(state[node], hasEnded)).Select(node => node.InstanceId).ToArray(),
            Failed = state.Count(NodeVerdict.Failed),
            TimedOutNodes = Ids(NodeVerdict.TimedOut),
            CancelledNodes = Ids(NodeVerdict.Cancelled),
            NotDeliveredNodes = Ids(NodeVerdict.NotDelivered),
            RefusedNodes = Ids(NodeVerdict.Refused),
            TerminatedNodes = Ids(NodeVerdict.Terminated),
            NotStartedNodes = notStarted,
            UnknownNodes = unknown,
            Unknown = unknown.Length + state.Unnamed,
            InProgress = hasEnded ? 0 : state.Count(NodeVerdict.Open) + state.Count(NodeVerdict.NotStarted),
            CommandIds = state.Sends.Select(send => send.CommandId).OfType<string>().ToArray(),
        };
    }

    /// <summary>The run begins.</summary>
    /// <param name="log">Its rollout.</param>
    public void Begin(RolloutLog log)
    {
        lock (_gate)
        {
            _log = log;
            _started ??= timeProvider.GetTimestamp();
        }
    }

    /// <summary>The run has ended: a job can be asked for its summary long afterwards.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = timeProvider.GetTimestamp();
        }
    }

    /// <summary>An item was meant to be a node but is not.</summary>
    public void CountUnreadable() => Interlocked.Increment(ref _unreadable);

    /// <summary>The output of a node could not be read completely.</summary>
    public void Cut() => Interlocked.Increment(ref _truncated);

    private static bool IsFailure(NodeVerdict verdict, bool hasEnded) => verdict switch
    {
        NodeVerdict.Open or NodeVerdict.NotStarted => hasEnded,
        _ => verdict.IsFailure(),
    };
}
