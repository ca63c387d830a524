using System.Runtime.CompilerServices;
using System.Threading.Channels;
using RunCommandPS.Errors;
using RunCommandPS.Model;
using RunCommandPS.Pipeline;
using RunCommandPS.Reading;
using RunCommandPS.Waiting;

namespace RunCommandPS.Receiving;

/// <summary>The invocations in the order in which they end, until all have.</summary>
/// <param name="service">The service.</param>
/// <param name="choice">Is shown the nodes that commands have.</param>
/// <param name="output">The pipeline.</param>
/// <param name="stop">Tells whether following was stopped, and not just left because downstream has enough.</param>
internal sealed class FollowedInvocations(IRunCommandService service, NodeChoice choice, PipelineOutput output, CancellationToken stop)
{
    /// <summary>Follows the commands.</summary>
    public async IAsyncEnumerable<CommandInvocation> ReadAsync(
        IReadOnlyList<WantedNodes> wanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var commands = Channel.CreateUnbounded<Command>();
        var reader = new CommandReader(service);
        foreach (var one in wanted)
        {
            if ((one.Known ?? await reader.FindCommandAsync(one.CommandId, cancellationToken).ConfigureAwait(false)) is { } command)
            {
                commands.Writer.TryWrite(command);
            }
            else
            {
                choice.Miss();
                await output.ErrorAsync(ErrorRecords.From(reader.NoSuchCommand(one.CommandId), one.CommandId)).ConfigureAwait(false);
            }
        }

        commands.Writer.Complete();

        // Bounded, so that a slow reader slows the reading of pages, and does not have all of them in memory.
        var ended = Channel.CreateBounded<CommandInvocation>(ServiceLimits.PageSizeMaximum);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var observer = new Observer(ended.Writer, output, wanted.Select(one => one.CommandId), enough.Token);
        var follow = FollowAsync(observer, commands.Reader, ended.Writer, enough.Token);
        var nodes = wanted.ToDictionary(one => one.CommandId);
        var left = wanted.All(one => one.InstanceIds.Count > 0) ? wanted.Sum(one => one.InstanceIds.Count) : -1;
        try
        {
            await foreach (var invocation in ended.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                choice.See(invocation.InstanceId);
                if (nodes[invocation.CommandId].Has(invocation))
                {
                    yield return invocation;

                    // Nodes that were not requested are not waited for.
                    if (--left == 0)
                    {
                        yield break;
                    }
                }
            }
        }
        finally
        {
            await enough.CancelAsync().ConfigureAwait(false);
            await follow.ConfigureAwait(false);
        }
    }

    private async Task FollowAsync(
        Observer observer, ChannelReader<Command> commands, ChannelWriter<CommandInvocation> ended, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await new InvocationFollower(service, null, observer, TimeProvider.System)
                .FollowAsync(commands, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            failure = exception;
        }

        await observer.CloseAsync(stop).ConfigureAwait(false);
        ended.Complete(failure);
    }

    private sealed class Observer(
        ChannelWriter<CommandInvocation> ended, PipelineOutput output, IEnumerable<string> commandIds, CancellationToken enough)
        : IFollowObserver
    {
        // Different from those of Wait-RunCommand, of which there is one per connection.
        private readonly WaitObserver _progress = new(output, 0, commandIds);

        public ValueTask NodeEndedAsync(CommandInvocation invocation) => ended.WriteAsync(invocation, enough);

        public ValueTask CommandEndedAsync(Command command, UnseenNodes unseen)
        {
            _progress.Close(command.CommandId);
            return unseen.Count == 0
                ? default
                : output.WarnAsync(
                    $"Command {command.CommandId} ended as {command.StatusDetails}, and nothing is known about "
                        + $"{unseen.Count} of its nodes.");
        }

        public ValueTask GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason, UnseenNodes unseen) =>
            _progress.GivenUpAsync(commandId, lastSeen, reason);

        public ValueTask PolledAsync(WaitProgress progress) => _progress.PolledAsync(progress);

        public ValueTask UnansweredAsync(Outage outage) => _progress.UnansweredAsync(outage);

        public ValueTask CloseAsync(CancellationToken stop) => _progress.CloseAsync(stop);
    }
}
