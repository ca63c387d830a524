using System.Collections.Concurrent;
using RunCommandPS.Model;
using RunCommandPS.Rollout;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Sending;
using RunCommandPS.Waiting;

namespace RunCommandPS.Core.Tests.Rollout;

/// <summary>Hears of a rollout, and keeps account of the nodes that it was told the end of.</summary>
/// <param name="told">The account.</param>
internal sealed class RolloutListener(ConcurrentBag<string> told) : IFleetObserver, IRolloutObserver
{
    private volatile bool _isDead;

    /// <summary>What a dead process tells nobody hears.</summary>
    public bool IsDead
    {
        get => _isDead;
        set => _isDead = value;
    }

    public ValueTask SentAsync(Command command, SendCommandRequest request) => default;

    public ValueTask FoundAsync(Command command, SendCommandRequest request) => default;

    public ValueTask FailedAsync(SendFailure failure) => default;

    public ValueTask ThrottledAsync(SendCommandRequest request, TimeSpan waited) => default;

    public ValueTask SkippedAsync(IReadOnlyList<string> instanceIds) => default;

    public ValueTask NodeEndedAsync(CommandInvocation invocation)
    {
        if (!IsDead)
        {
            told.Add(invocation.InstanceId);
        }

        return default;
    }

    public ValueTask CommandEndedAsync(Command command, UnseenNodes unseen) => default;

    public ValueTask GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason, UnseenNodes unseen) => default;

    public ValueTask PolledAsync(WaitProgress progress) => default;

    public ValueTask UnansweredAsync(Outage outage) => default;

    public ValueTask LeftRunningAsync(IReadOnlyList<Command> commands) => default;

    public ValueTask StoppedAsync(Command command, Exception? failure) => default;

    public ValueTask NotStartedAsync(IReadOnlyList<RolloutNode> nodes, RolloutHalt reason) => default;

    public ValueTask LostConnectionAsync(int connection, RunCommandException error) => default;

    public ValueTask RecordFailedAsync(RunCommandException error) => default;

    public ValueTask ClosedAsync(RolloutNode node, NodeVerdict verdict, string? commandId) => default;
}
