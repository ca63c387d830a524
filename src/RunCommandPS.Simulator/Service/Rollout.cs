namespace RunCommandPS.Simulator.Service;

/// <summary>Takes one command from node to node: how many at a time, when to stop, and what became of the whole.</summary>
/// <remarks>Source: "Run commands at scale" and "Understanding command statuses" in the user guide.</remarks>
internal sealed class Rollout(CommandState command, NodeFleet fleet, Agenda agenda, Action<InvocationState, Action<string, string>> run)
{
    private int _maxConcurrency;
    private int _maxErrors;
    private int _next;
    private int _running;

    // The first wave is one node; each wave that was acknowledged lets the next be twice as large.
    private int _waveSize = 1;
    private bool _isWaitingForAcknowledgement;

    /// <summary>Chooses the nodes and sends to the first of them.</summary>
    public void Begin()
    {
        var request = command.Request;
        command.ChooseNodes(request.InstanceIds is { Count: > 0 } ids
            ? [.. ids.Select(id => fleet.TryGet(id, out var node) ? node : throw new InvalidOperationException($"{id} was accepted and is not in the fleet."))]
            : fleet.Resolve(request.Targets ?? []));
        if (command.TargetCount == 0)
        {
            command.Become(RunStatus.Success, DetailedStatus.NoInstancesInTag);
            return;
        }

        _maxConcurrency = RateLimit.Concurrency(request.MaxConcurrency ?? ServiceLimits.MaxConcurrencyDefault, command.TargetCount);
        _maxErrors = RateLimit.Errors(request.MaxErrors ?? ServiceLimits.MaxErrorsDefault, command.TargetCount);
        command.Become(RunStatus.InProgress);
        agenda.Add(command.ExpiresAfter - agenda.Now, Expire);
        Continue();
    }

    private void Continue()
    {
        if (command.IsTerminal || _isWaitingForAcknowledgement || agenda.Now > command.StartBefore)
        {
            return;
        }

        var wave = new List<InvocationState>();
        while (_next < command.TargetCount && wave.Count < _waveSize && _running < _maxConcurrency)
        {
            var invocation = command.Invocations[_next++];
            if (!command.Document.PlatformTypes.Contains(invocation.Node.PlatformType))
            {
                End(invocation, RunStatus.Failed, DetailedStatus.InvalidPlatform);
            }
            else if (invocation.Node.PingStatus == PingStatus.Inactive)
            {
                End(invocation, RunStatus.Failed, DetailedStatus.Undeliverable);
            }
            else if (invocation.Node.IsReachable)
            {
                _running++;
                wave.Add(invocation);
            }

            // CHOICE: a node that is sent to and does not answer holds no place of MaxConcurrency; it is not running anything.
        }

        if (wave.Count > 0)
        {
            _isWaitingForAcknowledgement = true;
            agenda.Add(ServiceTimings.Acknowledgement, () => Acknowledge(wave));
        }

        FinishIfDone();
    }

    private void Acknowledge(List<InvocationState> wave)
    {
        _isWaitingForAcknowledgement = false;
        _waveSize = Math.Min(_waveSize * 2, command.TargetCount);
        foreach (var invocation in wave.Where(invocation => !invocation.IsTerminal))
        {
            invocation.Become(RunStatus.InProgress);
            run(invocation, (status, details) => Report(invocation, status, details));
        }

        Continue();
    }

    private void Report(InvocationState invocation, string status, string details)
    {
        _running--;
        End(invocation, status, details);
        if (command.ErrorCount > _maxErrors)
        {
            // Nodes that run already go on to their end, so more errors than the limit can be seen.
            while (_next < command.TargetCount)
            {
                End(command.Invocations[_next++], RunStatus.Cancelled, DetailedStatus.Terminated);
            }
        }

        FinishIfDone();
        Continue();
    }

    private void Expire()
    {
        foreach (var invocation in command.Invocations.Where(invocation => !invocation.IsTerminal))
        {
            End(invocation, RunStatus.TimedOut, DetailedStatus.DeliveryTimedOut);
        }

        _next = command.TargetCount;
        FinishIfDone();
    }

    private void End(InvocationState invocation, string status, string details)
    {
        invocation.Become(status, details);
        command.Count(invocation);
    }

    private void FinishIfDone()
    {
        if (!command.IsTerminal && command.CompletedCount == command.TargetCount)
        {
            var (status, details) = CommandVerdict.Of(command, _maxErrors);
            command.Become(status, details);
        }
    }
}
