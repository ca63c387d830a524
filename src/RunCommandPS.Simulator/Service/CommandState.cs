using RunCommandPS.Documents;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Execution;
using RunCommandPS.Simulator.Parameters;

namespace RunCommandPS.Simulator.Service;

/// <summary>A command the service has accepted.</summary>
internal sealed class CommandState
{
    private Dictionary<string, int>? _positions;
    private KeptInvocation[] _kept = [];
    private StepState[] _steps = [];

    /// <param name="commandId">Its id.</param>
    /// <param name="number">Its number.</param>
    /// <param name="request">The request.</param>
    /// <param name="document">The document.</param>
    /// <param name="parameters">The document's parameters with the request's values.</param>
    /// <param name="now">When it was requested.</param>
    /// <param name="tasks">The document's steps if they are already prepared; they are made this command's own.</param>
    public CommandState(
        string commandId, long number, SendCommandRequest request, StoredDocument document, BoundParameters parameters, DateTimeOffset now,
        IReadOnlyList<StepTask>? tasks = null)
    {
        CommandId = commandId;
        Number = number;
        Request = request;
        Document = document;
        Parameters = parameters;
        Requested = now;
        TargetCount = request.InstanceIds?.Count ?? 0;
        StartBefore = now.AddSeconds(request.TimeoutSeconds ?? ServiceLimits.TimeoutSecondsDefault);

        // What counts is the caller's execution timeout; without one it is an hour, whatever
        // the document's default (seen in recordings).
        ExpiresAfter = StartBefore
            + ExecutionTimeout.AsGiven(
                request.Parameters?.GetValueOrDefault(ExecutionTimeout.ParameterName) is [var seconds, ..] ? seconds : null);
        Tasks = [.. (tasks ?? StepTaskFactory.Create(document.Content, parameters)).Select(task => task with { CommandId = commandId })];
        HasReferences = ParameterReferences.AreIn(Tasks);
    }

    public string CommandId { get; }

    /// <summary>Who is notified of what happens to it; null for none.</summary>
    public ICommandObserver? Observer { get; init; }

    /// <summary>Counts up with every command, so newer ones have greater numbers.</summary>
    public long Number { get; }

    public SendCommandRequest Request { get; }

    public StoredDocument Document { get; }

    public BoundParameters Parameters { get; }

    /// <summary>The alarms that ended it.</summary>
    public IReadOnlyList<AlarmStateInformation> TriggeredAlarms { get; private set; } = [];

    /// <summary>The document's steps, ready to run.</summary>
    public IReadOnlyList<StepTask> Tasks { get; }

    /// <summary>Whether a step refers to Parameter Store.</summary>
    public bool HasReferences { get; }

    /// <summary>When it was accepted, by the clock that it runs by.</summary>
    public DateTimeOffset Requested { get; }

    /// <summary>How much the clock that recorded its times is ahead of that one.</summary>
    public TimeSpan Skew { get; init; }

    /// <summary>When it was accepted, as the service reports it.</summary>
    public DateTimeOffset ToldRequested => Requested + Skew;

    /// <summary>When its invocations start to be reported.</summary>
    public DateTimeOffset VisibleFrom { get; init; }

    /// <summary>After this time no further node starts.</summary>
    public DateTimeOffset StartBefore { get; }

    public DateTimeOffset ExpiresAfter { get; }

    public string Status { get; private set; } = RunStatus.Pending;

    public string StatusDetails { get; private set; } = RunStatus.Pending;

    /// <summary>Nodes the command is meant for.</summary>
    public int TargetCount { get; private set; }

    public int CompletedCount { get; private set; }

    public int ErrorCount { get; private set; }

    public int DeliveryTimedOutCount { get; private set; }

    /// <summary>The nodes, in the order in which the command is sent to them; empty until it is processed.</summary>
    public InvocationList Invocations => new(this, _kept.Length);

    public bool IsTerminal => Status is not (RunStatus.Pending or RunStatus.InProgress or RunStatus.Cancelling);

    public void Become(string status, string? details = null)
    {
        var changes = Status != status;
        Status = status;
        StatusDetails = details ?? status;
        if (changes)
        {
            Observer?.CommandChanged(this);
        }
    }

    /// <summary>Sets the alarms that ended it before the service was restarted.</summary>
    public void Restore(IReadOnlyList<AlarmStateInformation> alarms) => TriggeredAlarms = alarms;

    public void Trigger(AlarmStateInformation alarm) => TriggeredAlarms = [alarm];

    /// <summary>The invocation on a node; null if there is none, or none yet.</summary>
    public InvocationState? Find(string instanceId)
    {
        // Created when first requested: most commands are read in pages, never node by node.
        if (_positions is null && _kept.Length > 0)
        {
            _positions = Invocations.ToDictionary(
                static invocation => invocation.Node.InstanceId, static invocation => invocation.Position, StringComparer.Ordinal);
        }

        return _positions?.TryGetValue(instanceId, out var position) == true ? Invocations[position] : null;
    }

    /// <summary>What is kept of an invocation.</summary>
    public ref KeptInvocation KeptOf(InvocationState invocation) => ref _kept[invocation.Position];

    /// <summary>Room for an invocation's steps, whether or not they have started.</summary>
    public Span<StepState> StepsOf(InvocationState invocation) => _steps.AsSpan(invocation.Position * Tasks.Count, Tasks.Count);

    /// <summary>Sets how many nodes it is meant for, whether or not it gets to them.</summary>
    public void Target(int count) => TargetCount = count;

    public void ChooseNodes(IReadOnlyList<SimulatedNode> nodes)
    {
        TargetCount = nodes.Count;
        _kept = new KeptInvocation[nodes.Count];
        for (var position = 0; position < _kept.Length; position++)
        {
            _kept[position] = new KeptInvocation(nodes[position]);
        }

        _steps = new StepState[_kept.Length * Tasks.Count];
        Observer?.NodesChosen(this);
    }

    /// <summary>Counts all invocations that have ended.</summary>
    public void CountEnded()
    {
        foreach (var invocation in Invocations.Where(static invocation => invocation.IsTerminal))
        {
            Count(invocation);
        }
    }

    /// <summary>Counts an invocation that has ended.</summary>
    public void Count(InvocationState invocation)
    {
        CompletedCount++;
        ErrorCount += invocation.IsError ? 1 : 0;
        DeliveryTimedOutCount += invocation.StatusDetails == DetailedStatus.DeliveryTimedOut ? 1 : 0;
    }
}
