using RunCommandPS.Waiting;

namespace RunCommandPS.Stopping;

/// <summary>
/// Asks the service to cancel commands, and retries until it is accepted: cancelling twice does no harm, while a command that is not
/// cancelled continues. Throttled calls are spaced, all of this canceller together.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class CommandCanceller(IRunCommandService service, TimeProvider timeProvider)
{
    /// <summary>How long a cancel is retried if the service answers and throttles it.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(1);

    /// <summary>How long <see cref="CancelAllAsync"/> continues if the service does not answer at all.</summary>
    public static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(5);

    private const int Attempts = 5;
    private const int CommandsAtATime = 8;

    private readonly ThrottlePace _pace = new(timeProvider);

    /// <summary>Cancels a command.</summary>
    /// <param name="commandId">The command.</param>
    /// <param name="known">What is known about it; null for nothing.</param>
    /// <param name="instanceIds">Only on these nodes, up to 50; empty for all.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="RunCommandException">It was refused, or not accepted in time; it may have been accepted if an answer was
    /// lost.</exception>
    public Task CancelAsync(string commandId, Command? known, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) =>
        CancelAsync(commandId, known, instanceIds, () => { }, cancellationToken);

    /// <summary>
    /// Cancels commands on all their nodes, a few at a time. It takes no longer than <see cref="TimeLimit"/>, and no longer than
    /// <see cref="SilenceLimit"/> after the last answer from the service, because the caller is waiting.
    /// </summary>
    /// <param name="commands">The commands.</param>
    /// <param name="cancelledAsync">Is called once for each command: null if it was cancelled, otherwise why it may continue.</param>
    public async Task CancelAllAsync(IReadOnlyCollection<Command> commands, Func<Command, Exception?, ValueTask> cancelledAsync)
    {
        using var silence = new CancellationTokenSource(SilenceLimit, timeProvider);
        using var time = new CancellationTokenSource(TimeLimit, timeProvider);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, time.Token);
        using var turns = new SemaphoreSlim(CommandsAtATime);
        await Task.WhenAll(commands.Select(CancelOneAsync)).ConfigureAwait(false);

        async Task CancelOneAsync(Command command)
        {
            await turns.WaitAsync().ConfigureAwait(false);
            Exception? failure = null;
            try
            {
                void Answered() => silence.CancelAfter(SilenceLimit);
                await CancelAsync(command.CommandId, command, [], Answered, limit.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is RunCommandException or OperationCanceledException)
            {
                failure = exception;
            }
            finally
            {
                turns.Release();
            }

            await cancelledAsync(command, failure).ConfigureAwait(false);
        }
    }

    private async Task CancelAsync(
        string commandId, Command? known, IReadOnlyList<string> instanceIds, Action answered, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        for (var attempt = 1; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var turn = await _pace.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await service.CancelCommandAsync(commandId, instanceIds, cancellationToken).ConfigureAwait(false);
                answered();
                _pace.Accepted();
                return;
            }
            catch (ThrottlingException) when (timeProvider.GetElapsedTime(started) < TimeLimit)
            {
                answered();
                _pace.Throttled(turn);
            }
            catch (RunCommandException error) when (attempt < Attempts && (error.IsTransient() || IsYetToBeSeen(error, known, started)))
            {
                await Task.Delay(PollingPace.Shortest * (1 << (attempt - 1)), timeProvider, cancellationToken).ConfigureAwait(false);
                attempt++;
            }
        }
    }

    // The service may not know a command yet that was accepted just now.
    private bool IsYetToBeSeen(RunCommandException error, Command? known, long started) =>
        error is InvalidCommandIdException && known is not null
        && ServiceTime.LeastAge(known.RequestedDateTime, timeProvider.GetUtcNow()) + timeProvider.GetElapsedTime(started)
            < WaitOptions.VisibilityWindow;
}
