using RunCommandPS.Model;

namespace RunCommandPS.Rollout;

/// <summary>Counts what comes of a run, node by node. Several commands may report to it at the same time.</summary>
/// <param name="timeProvider">The clock.</param>
internal sealed class RunSummaryBuilder(TimeProvider timeProvider)
{
    private readonly object _gate = new();
    private readonly Dictionary<NodeVerdict, int> _verdicts = [];
    private readonly List<string> _failed = [];
    private readonly List<string> _commands = [];
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);
    private int _nodes;
    private int _unknown;
    private long? _started;
    private long? _ended;

    /// <summary>Nodes whose output could not be had whole.</summary>
    public int Truncated { get; private set; }

    /// <summary>The run as it stands.</summary>
    public RunSummary Summary
    {
        get
        {
            lock (_gate)
            {
                return new RunSummary
                {
                    // What ended, or may run, was part of the run, also where it was stopped before anybody knew how many nodes the
                    // criteria chose.
                    Nodes = Math.Max(_nodes, _verdicts.Values.Sum() + _unknown),
                    Succeeded = Count(NodeVerdict.Succeeded),
                    Failed = Count(NodeVerdict.Failed) + Count(NodeVerdict.Unknown),
                    TimedOut = Count(NodeVerdict.TimedOut),
                    Cancelled = Count(NodeVerdict.Cancelled),
                    Unknown = _unknown,
                    InProgress = _started is not null && _ended is null ? Math.Max(0, _nodes - _reported.Count) : 0,
                    FailedNodes = _failed.ToArray(),
                    CommandIds = _commands.ToArray(),
                    Elapsed = _started is { } started
                        ? timeProvider.GetElapsedTime(started, _ended ?? timeProvider.GetTimestamp())
                        : TimeSpan.Zero,
                };
            }
        }
    }

    /// <summary>The run begins.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            _started = timeProvider.GetTimestamp();
        }
    }

    /// <summary>The run has ended: a job can be asked for its summary long after.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = timeProvider.GetTimestamp();
        }
    }

    /// <summary>The run is meant for so many nodes more.</summary>
    public void Plan(int nodes)
    {
        lock (_gate)
        {
            _nodes += nodes;
        }
    }

    /// <summary>A command was sent.</summary>
    public void Sent(string commandId)
    {
        lock (_gate)
        {
            _commands.Add(commandId);
        }
    }

    /// <summary>A node has ended.</summary>
    public void Ended(CommandInvocation invocation)
    {
        lock (_gate)
        {
            _reported.Add(invocation.InstanceId);
            _verdicts[invocation.Verdict] = Count(invocation.Verdict) + 1;
            if (invocation.Verdict != NodeVerdict.Succeeded)
            {
                _failed.Add(invocation.InstanceId);
            }
        }
    }

    /// <summary>The output of a node could not be had whole.</summary>
    public void Cut()
    {
        lock (_gate)
        {
            Truncated++;
        }
    }

    /// <summary>Nodes on which nothing ran, as far as is known; those that were reported before stay what they were.</summary>
    public void NotRun(IEnumerable<string> instanceIds)
    {
        lock (_gate)
        {
            _failed.AddRange(instanceIds.Where(_reported.Add));
        }
    }

    /// <summary>
    /// Nodes on which it may have run, with an unknown end; those that were reported before stay what they were.
    /// </summary>
    public void Unknown(IEnumerable<string> instanceIds)
    {
        lock (_gate)
        {
            var untold = instanceIds.Where(_reported.Add).ToList();
            _failed.AddRange(untold);
            _unknown += untold.Count;
        }
    }

    /// <summary>Nodes of a command that nothing is known of. Of those that nobody could name only the number is known.</summary>
    public void Unknown(UnseenNodes unseen)
    {
        Unknown(unseen.InstanceIds);
        lock (_gate)
        {
            _unknown += Math.Max(0, unseen.Count - unseen.InstanceIds.Count);
        }
    }

    private int Count(NodeVerdict verdict) => _verdicts.GetValueOrDefault(verdict);
}
