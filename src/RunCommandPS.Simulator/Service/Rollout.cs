using RunCommandPS.Rollout;
using RunCommandPS.Simulator.Fleet;

namespace RunCommandPS.Simulator.Service;

/// <summary>Takes one command from node to node: how many at a time, when to stop, and the overall result.</summary>
/// <remarks>Source: "Run commands at scale" and "Understanding command statuses" in the user guide.</remarks>
internal sealed class Rollout(
    CommandState command, NodeFleet fleet, NodeAgents agents, AlarmBoard alarms, PendingQuota quota, Agenda agenda,
    Action<CommandState> chosen, Action<CommandState> finished)
{
    // Nodes that could not be reached when it was their turn, but can be now.
    private readonly Queue<InvocationState> _returned = new();

    private int _maxConcurrency;
    private int _maxErrors;
    private int _next;
    private int _placesTaken;
    private Action? _onceChosen;

    // The first wave is one node; each wave that was acknowledged lets the next be twice as large.
    private int _waveSize = 1;
    private bool _isWaitingForAcknowledgement;
    private bool _hasBegun;
    private bool _isStopped;

    private bool HasChosen => command.Invocations.Count > 0;

    /// <summary>
    /// Accepts the command. One that names its nodes has its invocations from now on; which nodes
    /// criteria mean is known once it is processed.
    /// </summary>
    /// <remarks>
    /// Source: recordings, in which the first call after the response finds the invocations of InstanceIds, and not always those of
    /// Targets.
    /// </remarks>
    public void Accept()
    {
        if (command.Request.InstanceIds is { Count: > 0 })
        {
            Choose();
        }

        agenda.Add(ServiceTimings.Processing, Begin);
    }

    /// <summary>Continues where a killed service had stopped.</summary>
    /// <param name="lastHeard">When each node that runs the command was last heard from, by id.</param>
    /// <param name="cancels">What should be cancelled: lists of nodes, null for all.</param>
    public void Resume(IReadOnlyDictionary<string, DateTimeOffset> lastHeard, IReadOnlyList<IReadOnlyList<string>?> cancels)
    {
        if (HasChosen)
        {
            ResumeNodes(lastHeard);
        }
        else
        {
            Accept();
        }

        foreach (var instanceIds in cancels)
        {
            Cancel(instanceIds);
        }

        if (_hasBegun && !command.IsTerminal)
        {
            CheckAlarm();
            FinishIfDone();
            Continue();
        }
    }

    /// <summary>
    /// Ends the command on these nodes, or as a whole: at once if nothing was sent yet, otherwise as soon as the node hears of it.
    /// </summary>
    /// <param name="instanceIds">The nodes; null for all.</param>
    /// <remarks>CHOICE: what has ended is left as it is, without an error.</remarks>
    public void Cancel(IReadOnlyList<string>? instanceIds)
    {
        if (command.IsTerminal)
        {
            return;
        }

        if (instanceIds is null)
        {
            command.Become(RunStatus.Cancelling);
        }

        if (!HasChosen)
        {
            _onceChosen += () => Cancel(instanceIds);
            return;
        }

        foreach (var invocation in instanceIds?.Select(command.Find).OfType<InvocationState>() ?? command.Invocations)
        {
            Cancel(invocation);
        }

        FinishIfDone();
        Continue();
    }

    /// <summary>
    /// Checks the command's alarm. If raised, it ends what is open; what is running on a node continues there and is not reported.
    /// </summary>
    /// <remarks>CHOICE: the real service polls from time to time, ours knows at once.</remarks>
    public void CheckAlarm()
    {
        if (command.IsTerminal || !HasChosen || alarms.Raised(command.Request.AlarmConfiguration) is not { } alarm)
        {
            return;
        }

        command.Trigger(alarm);
        EndAll(static _ => true, RunStatus.Failed, DetailedStatus.Terminated);
        Finish(RunStatus.Failed, DetailedStatus.FailedDueToAlarm);
    }

    /// <summary>Takes what a node reports about its end.</summary>
    public void Report(InvocationState invocation, string status, string details)
    {
        if (invocation.IsTerminal)
        {
            return;
        }

        End(invocation, status, details);
        StopAfterErrors();
        FinishIfDone();
        Continue();
    }

    private void Choose()
    {
        var request = command.Request;
        IReadOnlyList<SimulatedNode> nodes = request.InstanceIds is { Count: > 0 } ids
            ? [.. ids.Select(fleet.Get)]
            : fleet.Resolve(request.Targets ?? []);
        command.Target(nodes.Count);
        if (nodes.Count > 0 && quota.TryTake(nodes.Count))
        {
            command.ChooseNodes(nodes);
            chosen(command);
            SetLimits();
        }
    }

    private void Begin()
    {
        if (!HasChosen)
        {
            Choose();
        }

        if (HasChosen)
        {
            BeginSending();
        }
        else if (command.TargetCount > 0)
        {
            // CHOICE: reportedly, the service cancels such a command before any node, so that is its status.
            Finish(RunStatus.Cancelled, DetailedStatus.RateExceeded);
        }
        else
        {
            agenda.Add(ServiceTimings.NoTargets, FinishWithoutNodes);
        }
    }

    private void BeginSending()
    {
        if (command.IsTerminal)
        {
            return;
        }

        _hasBegun = true;
        if (command.Status == RunStatus.Pending)
        {
            command.Become(RunStatus.InProgress);
        }

        _onceChosen?.Invoke();
        CheckAlarm();
        Continue();
    }

    private void SetLimits()
    {
        var request = command.Request;
        _maxConcurrency = RateLimit.Concurrency(request.MaxConcurrency ?? ServiceLimits.MaxConcurrencyDefault, command.TargetCount);
        _maxErrors = RateLimit.Errors(request.MaxErrors ?? ServiceLimits.MaxErrorsDefault, command.TargetCount);
        var expiry = command.ExpiresAfter + ServiceTimings.Expiry - agenda.Now;
        agenda.Add(expiry > TimeSpan.Zero ? expiry : TimeSpan.Zero, Expire);
    }

    private void ResumeNodes(IReadOnlyDictionary<string, DateTimeOffset> lastHeard)
    {
        _hasBegun = true;
        if (command.Status == RunStatus.Pending)
        {
            command.Become(RunStatus.InProgress);
        }

        SetLimits();
        command.CountEnded();
        quota.TakeBack(command.TargetCount - command.CompletedCount);
        var running = command.Invocations.Where(static invocation => invocation.Status == RunStatus.InProgress).ToList();
        foreach (var invocation in running)
        {
            invocation.TakePlace();
        }

        _placesTaken = running.Count;
        _waveSize = Math.Max(1, running.Count + command.CompletedCount);
        StopAfterErrors();
        foreach (var invocation in running)
        {
            agents.Of(invocation.Node.InstanceId).Resume(invocation, this, lastHeard[invocation.Node.InstanceId]);
        }
    }

    private void StopAfterErrors()
    {
        if (command.ErrorCount > _maxErrors && !_isStopped)
        {
            // Nodes to which it was sent continue to their end, so more errors than the limit can be seen.
            _isStopped = true;
            EndAll(static invocation => !invocation.HoldsPlace, RunStatus.Cancelled, DetailedStatus.Terminated);
        }
    }

    private void Continue()
    {
        if (!_hasBegun || command.IsTerminal || _isWaitingForAcknowledgement || agenda.Now > command.StartBefore)
        {
            return;
        }

        List<InvocationState>? wave = null;
        while ((wave?.Count ?? 0) < _waveSize && _placesTaken < _maxConcurrency && NextInLine() is { } invocation)
        {
            if (Send(invocation))
            {
                _placesTaken++;
                invocation.TakePlace();
                (wave ??= new(Math.Min(_waveSize, _maxConcurrency))).Add(invocation);
            }
        }

        if (wave is not null)
        {
            WaitForAcknowledgement(wave);
        }

        FinishIfDone();
    }

    // Separate, because most calls of Continue have no wave to send, and should allocate no closure.
    private void WaitForAcknowledgement(List<InvocationState> wave)
    {
        _isWaitingForAcknowledgement = true;
        agenda.Add(ServiceTimings.Acknowledgement, () => Acknowledge(wave));
    }

    private InvocationState? NextInLine()
    {
        while (_returned.Count > 0 || _next < command.TargetCount)
        {
            var invocation = _returned.Count > 0 ? _returned.Dequeue() : command.Invocations[_next++];
            if (!invocation.IsTerminal && !invocation.HoldsPlace)
            {
                return invocation;
            }
        }

        return null;
    }

    // CHOICE: a node that does not respond holds no place of MaxConcurrency, because it is not running
    // anything. Once it responds, it gets in line again.
    private bool Send(InvocationState invocation)
    {
        var node = fleet.Get(invocation.Node.InstanceId);
        var refusal = !command.Document.PlatformTypes.Contains(node.PlatformType) ? DetailedStatus.InvalidPlatform
            : !node.IsAccessAllowed ? DetailedStatus.AccessDenied
            : !node.Exists || node.PingStatus == PingStatus.Inactive ? DetailedStatus.Undeliverable
            : null;
        if (refusal is not null)
        {
            End(invocation, RunStatus.Failed, refusal);
        }
        else if (!node.IsReachable)
        {
            WaitFor(invocation);
        }

        return refusal is null && node.IsReachable;
    }

    private void WaitFor(InvocationState invocation)
    {
        if (_isStopped)
        {
            End(invocation, RunStatus.Cancelled, DetailedStatus.Terminated);
            return;
        }

        // Source: recordings.
        invocation.Become(RunStatus.Pending, RunStatus.Delayed);
        agents.Of(invocation.Node.InstanceId).WhenConnected(invocation, () =>
        {
            if (!invocation.IsTerminal)
            {
                // It is in line again like any other.
                invocation.Become(RunStatus.Pending);
                _returned.Enqueue(invocation);
                Continue();
            }
        });
    }

    private void Acknowledge(List<InvocationState> wave)
    {
        _isWaitingForAcknowledgement = false;
        _waveSize = Math.Min(_waveSize * 2, command.TargetCount);
        foreach (var invocation in wave)
        {
            if (invocation.IsTerminal)
            {
                continue;
            }

            if (invocation.Status == RunStatus.Cancelling)
            {
                End(invocation, RunStatus.Cancelled, RunStatus.Cancelled);
            }
            else if (agents.Of(invocation.Node.InstanceId) is { IsConnected: true } agent)
            {
                agent.Take(invocation, this);
            }
            else
            {
                LeavePlace(invocation);
                WaitFor(invocation);
            }
        }

        FinishIfDone();
        Continue();
    }

    private void Cancel(InvocationState invocation)
    {
        if (invocation.IsTerminal || invocation.Status == RunStatus.Cancelling)
        {
            return;
        }

        if (!invocation.HoldsPlace)
        {
            End(invocation, RunStatus.Cancelled, RunStatus.Cancelled);
            return;
        }

        invocation.Become(RunStatus.Cancelling);
        agenda.Add(ServiceTimings.Cancellation, () => agents.Busy(invocation.Node.InstanceId)?.Cancel(invocation));
    }

    private void Expire()
    {
        EndAll(static _ => true, RunStatus.TimedOut, DetailedStatus.DeliveryTimedOut);
        FinishIfDone();
    }

    private void EndAll(Func<InvocationState, bool> which, string status, string details)
    {
        foreach (var invocation in command.Invocations)
        {
            if (!invocation.IsTerminal && which(invocation))
            {
                End(invocation, status, details);
            }
        }
    }

    private void End(InvocationState invocation, string status, string details)
    {
        LeavePlace(invocation);
        invocation.Become(status, details);
        command.Count(invocation);
        quota.Return();
    }

    private void LeavePlace(InvocationState invocation)
    {
        _placesTaken -= invocation.HoldsPlace ? 1 : 0;
        invocation.LeavePlace();
    }

    private void FinishWithoutNodes()
    {
        var isCancelled = command.Status == RunStatus.Cancelling;
        Finish(isCancelled ? RunStatus.Cancelled : RunStatus.Success, isCancelled ? RunStatus.Cancelled : DetailedStatus.NoInstancesInTag);
    }

    private void FinishIfDone()
    {
        if (!command.IsTerminal && command.CompletedCount == command.TargetCount)
        {
            var (status, details) = CommandVerdict.Of(command, _maxErrors);
            Finish(status, details);
        }
    }

    private void Finish(string status, string details)
    {
        command.Become(status, details);
        finished(command);
    }
}
