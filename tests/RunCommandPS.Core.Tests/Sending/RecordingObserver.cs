using System.Collections.Concurrent;
using RunCommandPS.Sending;

namespace RunCommandPS.Core.Tests.Sending;

/// <summary>Keeps what it hears.</summary>
internal sealed class RecordingObserver : IPlacedSendObserver
{
    public ConcurrentQueue<(Command Command, SendCommandRequest Request)> Sent { get; } = [];

    public ConcurrentQueue<string> Found { get; } = [];

    public ConcurrentQueue<SendFailure> Failed { get; } = [];

    public ConcurrentQueue<IReadOnlyList<string>> Skipped { get; } = [];

    public ConcurrentQueue<TimeSpan> Throttled { get; } = [];

    public ConcurrentQueue<(RunCommandException Error, IReadOnlyList<SendCommandRequest> NotSent)> Unreachable { get; } = [];

    /// <summary>What the observer does when it hears of a command; it may throw.</summary>
    public Func<ValueTask> OnSent { get; init; } = () => ValueTask.CompletedTask;

    /// <summary>The first node of every request that was reported.</summary>
    public IEnumerable<string> Reported =>
        Sent.Select(sent => sent.Request).Concat(Failed.Select(failure => failure.Request)).Select(request => request.InstanceIds![0]);

    public ValueTask SentAsync(Command command, SendCommandRequest request)
    {
        Sent.Enqueue((command, request));
        return OnSent();
    }

    public ValueTask FoundAsync(Command command, SendCommandRequest request)
    {
        Found.Enqueue(command.CommandId);
        return ValueTask.CompletedTask;
    }

    public ValueTask FailedAsync(SendFailure failure)
    {
        Failed.Enqueue(failure);
        return ValueTask.CompletedTask;
    }

    public ValueTask UnreachableAsync(RunCommandException error, IReadOnlyList<SendCommandRequest> notSent)
    {
        Unreachable.Enqueue((error, notSent));
        return ValueTask.CompletedTask;
    }

    public ValueTask ThrottledAsync(SendCommandRequest request, TimeSpan waited)
    {
        Throttled.Enqueue(waited);
        return ValueTask.CompletedTask;
    }

    public ValueTask SkippedAsync(IReadOnlyList<string> instanceIds)
    {
        Skipped.Enqueue(instanceIds);
        return ValueTask.CompletedTask;
    }
}
