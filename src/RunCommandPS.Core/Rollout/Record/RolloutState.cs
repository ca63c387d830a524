namespace RunCommandPS.Rollout.Record;

/// <summary>
/// A rollout as its events make it: what was sent, what is in doubt, the result of each node. The process that runs it and one that reads
/// its record come to the same state, because both do nothing but apply the events.
/// </summary>
internal sealed class RolloutState
{
    private readonly Dictionary<RolloutNode, NodeState> _nodes = [];
    private readonly List<RolloutNode> _order = [];
    private readonly SortedDictionary<int, SendState> _sends = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    // Commands that nothing more is expected of.
    private readonly HashSet<int> _closed = [];
    private readonly int[] _counts = new int[Enum.GetValues<NodeVerdict>().Length];

    /// <param name="planned">The first event.</param>
    public RolloutState(RolloutEvent.Planned planned)
    {
        Planned = planned;
        By = planned.By;
        MaxConcurrency = planned.MaxConcurrency;
        MaxErrors = planned.MaxErrors;
        LastAt = planned.At;
        foreach (var part in planned.Parts)
        {
            foreach (var id in part.InstanceIds)
            {
                Set(new RolloutNode(part.Connection, id), NodeVerdict.NotStarted, 0);
            }
        }

        foreach (var node in planned.Unplanned)
        {
            Set(node, NodeVerdict.NotStarted, 0);
        }

        Waves = planned.Waves is { } waves ? WaveState.Of(waves, _order) : null;
    }

    /// <summary>What to run, and where.</summary>
    public RolloutEvent.Planned Planned { get; }

    /// <summary>Who is running it, or last ran it.</summary>
    public Runner By { get; private set; }

    /// <summary>How many nodes, or what percentage, run at the same time; null if nothing limits it.</summary>
    public string? MaxConcurrency { get; private set; }

    /// <summary>How many errors, or what percentage, are tolerated; null if nothing limits them.</summary>
    public string? MaxErrors { get; private set; }

    /// <summary>Its waves; null if all nodes are one.</summary>
    public WaveState? Waves { get; private set; }

    /// <summary>When something last happened.</summary>
    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Its condition, as far as its events say; one that nothing ended was interrupted unless a process is running it.</summary>
    public RolloutCondition Condition { get; private set; } = RolloutCondition.Interrupted;

    /// <summary>The nodes that are known, in the order of the plan and then in the order in which they became known.</summary>
    public IReadOnlyList<RolloutNode> Nodes => _order;

    /// <summary>The commands, by number.</summary>
    public IReadOnlyCollection<SendState> Sends => _sends.Values;

    /// <summary>The number of the last command; 0 if none was sent.</summary>
    public int LastNumber { get; private set; }

    /// <summary>Nodes about which nothing is known, not even their ids.</summary>
    public int Unnamed { get; private set; }

    /// <summary>The verdict of a node; <see cref="NodeVerdict.Open"/> if a command was sent to it and has not ended.</summary>
    public NodeVerdict this[RolloutNode node] => _nodes.TryGetValue(node, out var state) ? state.Verdict : NodeVerdict.NotStarted;

    /// <summary>How many nodes have a verdict.</summary>
    public int Count(NodeVerdict verdict) => _counts[(int)verdict] + (verdict == NodeVerdict.Unknown ? Unnamed : 0);

    /// <summary>Whether the service reported how a node ended.</summary>
    public bool HasInvocation(RolloutNode node) => _nodes.TryGetValue(node, out var state) && state.HasInvocation;

    /// <summary>The last command that was sent to a node; null if there was none.</summary>
    public SendState? SendOf(RolloutNode node) => _nodes.TryGetValue(node, out var state) ? _sends.GetValueOrDefault(state.Number) : null;

    /// <summary>The commands whose nodes have not all ended, with those nodes; without nodes if criteria selected them.</summary>
    public IEnumerable<(SendState Send, IReadOnlyList<string> Open)> OpenSends()
    {
        var open = _order.Where(node => this[node] == NodeVerdict.Open).ToLookup(node => _nodes[node].Number, node => node.InstanceId);
        return _sends.Values
            .Where(send =>
                send.CommandId is not null && (open.Contains(send.Number) || (send.InstanceIds is null && !_closed.Contains(send.Number))))
            .Select(send => (send, (IReadOnlyList<string>)[.. open[send.Number]]));
    }

    /// <summary>What happened next.</summary>
    public void Apply(RolloutEvent happened)
    {
        LastAt = happened.At;
        Waves?.Apply(happened);
        switch (happened)
        {
            case RolloutEvent.Sending sending:
                LastNumber = Math.Max(LastNumber, sending.Number);
                _sends[sending.Number] = new SendState(sending.Number, sending.Part, sending.InstanceIds, sending.At);
                foreach (var id in sending.InstanceIds ?? [])
                {
                    Set(NodeOf(sending.Number, id), NodeVerdict.Open, sending.Number);
                }

                break;
            case RolloutEvent.Sent sent:
                Accept(sent.Number, sent.CommandId);
                break;
            case RolloutEvent.Found found:
                Accept(found.Number, found.CommandId);
                break;
            case RolloutEvent.Refused refused:
                Refuse(refused.Number, isCertain: !refused.MayHaveRun, Outcome(refused));
                break;
            case RolloutEvent.Absent absent:
                Refuse(absent.Number, isCertain: true, NodeVerdict.NotStarted);
                break;
            case RolloutEvent.Ended ended:
                End(ended);
                break;
            case RolloutEvent.Closed closed:
                Close(closed);
                break;
            case RolloutEvent.Resumed resumed:
                (By, Condition) = (resumed.By, RolloutCondition.Interrupted);
                (MaxConcurrency, MaxErrors) = (resumed.MaxConcurrency ?? MaxConcurrency, resumed.MaxErrors ?? MaxErrors);
                foreach (var node in resumed.Again)
                {
                    Set(node, NodeVerdict.NotStarted, 0);
                }

                if (resumed.Waves is { } waves)
                {
                    Waves = WaveState.Replanned(Waves, waves, _order, node => this[node] != NodeVerdict.NotStarted);
                }

                break;
            case RolloutEvent.Stopped:
                Condition = RolloutCondition.Stopped;
                break;
            case RolloutEvent.Halted:
                Condition = RolloutCondition.Halted;
                break;
            case RolloutEvent.Finished:
                Condition = RolloutCondition.Finished;
                break;
            case RolloutEvent.Interrupted:
                Condition = RolloutCondition.Interrupted;
                break;
        }
    }

    private static NodeVerdict Outcome(RolloutEvent.Refused refused) =>
        refused.MayHaveRun ? NodeVerdict.Unknown : refused.IsRetryable ? NodeVerdict.NotStarted : NodeVerdict.Refused;

    private void Accept(int number, string commandId)
    {
        if (_sends.TryGetValue(number, out var send))
        {
            _sends[number] = send with { CommandId = commandId };
            _numbers[commandId] = number;
            SetAll(number, send.InstanceIds, NodeVerdict.Open);
        }
    }

    private void Refuse(int number, bool isCertain, NodeVerdict verdict)
    {
        if (_sends.TryGetValue(number, out var send))
        {
            _sends[number] = send with { IsRefused = isCertain };
            SetAll(number, send.InstanceIds, verdict);
        }
    }

    private void End(RolloutEvent.Ended ended)
    {
        if (!_numbers.TryGetValue(ended.CommandId, out var number))
        {
            return;
        }

        var node = NodeOf(number, ended.InstanceId);

        // A node to which something else was sent since is not what its earlier command says.
        if (!_nodes.TryGetValue(node, out var state) || state.Number == number)
        {
            Set(node, ended.Verdict, number, hasInvocation: true);
        }
    }

    private void Close(RolloutEvent.Closed closed)
    {
        if (!_numbers.TryGetValue(closed.CommandId, out var number))
        {
            return;
        }

        SetAll(number, closed.InstanceIds, NodeVerdict.Unknown);
        Unnamed += Math.Max(0, closed.Count - closed.InstanceIds.Count);
        _closed.Add(number);
    }

    private RolloutNode NodeOf(int number, string instanceId) => new(Planned.Parts[_sends[number].Part].Connection, instanceId);

    // A node to which something else was sent since, or will be sent again, is not what its earlier command says.
    private void SetAll(int number, IEnumerable<string>? instanceIds, NodeVerdict verdict)
    {
        foreach (var node in (instanceIds ?? []).Select(id => NodeOf(number, id)))
        {
            if (_nodes.TryGetValue(node, out var state) && state.Number == number)
            {
                Set(node, verdict, number);
            }
        }
    }

    private void Set(RolloutNode node, NodeVerdict verdict, int number, bool hasInvocation = false)
    {
        if (_nodes.TryGetValue(node, out var before))
        {
            _counts[(int)before.Verdict]--;
        }
        else
        {
            _order.Add(node);
        }

        _counts[(int)verdict]++;
        _nodes[node] = new NodeState(verdict, number, hasInvocation);
    }

    private readonly record struct NodeState(NodeVerdict Verdict, int Number, bool HasInvocation);
}
