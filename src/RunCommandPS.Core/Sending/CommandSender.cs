using RunCommandPS.Errors;
using RunCommandPS.Waiting;

namespace RunCommandPS.Sending;

/// <summary>
/// Sends a stream of requests, a few at a time. Every node of a request that was started is in exactly one report to the observer: sent,
/// failed or skipped; a request that fails does not hold up the others. What the service throttles was not carried out, so it is sent
/// again, all requests together as fast as the service accepts them. What may have been carried out although the answer is lost is looked
/// for instead, and not sent again.
/// </summary>
/// <param name="connect">Provides the service; called only when there is something to send.</param>
/// <param name="options">How to send.</param>
/// <param name="observer">Is notified of everything.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="ledger">Keeps track of the calls; null for none.</param>
internal sealed class CommandSender(
    Func<IRunCommandService> connect, SendOptions options, ISendObserver observer, TimeProvider timeProvider, ISendLedger? ledger = null)
{
    /// <summary>
    /// How long a stopped send waits for the answers to requests that are on their way. Without the answer, no one would know the
    /// id of a command that runs anyway.
    /// </summary>
    public static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2);

    private readonly List<Task> _underWay = [];
    private readonly ThrottlePace _pace = new(timeProvider);
    private readonly ISendLedger _ledger = ledger ?? new NoLedger();
    private readonly LostAnswers _lost = new(options.Sent, timeProvider);
    private ThrottlingException? _lastThrottled;

    /// <summary>Sends all there is and waits for the answers.</summary>
    /// <param name="requests">Requests of at most 50 nodes.</param>
    /// <param name="stopToken">Starts nothing new; answers on their way are waited for up to <see cref="StopGrace"/>.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="RunCommandException">There is no connection: no Region, no such profile, no credentials.</exception>
    public async Task SendAsync(IAsyncEnumerable<SendCommandRequest> requests, CancellationToken stopToken)
    {
        using var abort = new CancellationTokenSource(Timeout.InfiniteTimeSpan, timeProvider);
        using var stopping = stopToken.Register(() => abort.CancelAfter(StopGrace));
        try
        {
            await foreach (var request in requests.WithCancellation(stopToken).ConfigureAwait(false))
            {
                await StartAsync(request, stopToken, abort.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            await EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Starts to send one request, when fewer than the limit are on their way.</summary>
    /// <param name="request">A request of at most 50 nodes.</param>
    /// <param name="stopToken">Starts nothing new.</param>
    /// <param name="abortToken">Gives up on answers, <see cref="StopGrace"/> after the stop.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="RunCommandException">There is no connection.</exception>
    public async ValueTask StartAsync(SendCommandRequest request, CancellationToken stopToken, CancellationToken abortToken)
    {
        if (_underWay.Count >= options.ThrottleLimit)
        {
            var ended = await Task.WhenAny(_underWay).ConfigureAwait(false);
            _underWay.Remove(ended);
            await ended.ConfigureAwait(false);
        }

        stopToken.ThrowIfCancellationRequested();
        _underWay.Add(SendWholeAsync(connect(), request, stopToken, abortToken));
    }

    /// <summary>Waits for the answers to what was started.</summary>
    public Task EndAsync() => Task.WhenAll(_underWay);

    // A request can become several, if it is refused for nodes that can't be identified.
    private async Task SendWholeAsync(
        IRunCommandService service, SendCommandRequest request, CancellationToken stopToken, CancellationToken abortToken)
    {
        var search = new FaultyNodeSearch(request);
        InvalidInstanceIdException? last = null;
        while (search.Next() is { } next)
        {
            if (last is not null && stopToken.IsCancellationRequested)
            {
                await observer.FailedAsync(new SendFailure(last, next, [])).ConfigureAwait(false);
                continue;
            }

            Command command;
            var context = new ErrorContext("SendCommand", service.Origin) { Request = request, StartedAt = timeProvider.GetUtcNow() };
            try
            {
                command = await SendPatientlyAsync(service, next, stopToken, abortToken).ConfigureAwait(false);
            }
            catch (InvalidInstanceIdException refusal) when (next.InstanceIds is { Count: > 0 } ids)
            {
                var invalid = await InvalidNodes.FindAsync(service, refusal, ids, abortToken).ConfigureAwait(false);
                last = refusal;
                var goesOn = options.SkipInvalidNode && !stopToken.IsCancellationRequested;
                if (goesOn && invalid.Count > 0)
                {
                    await observer.SkippedAsync(invalid).ConfigureAwait(false);
                    search.Without(next, invalid);
                }
                else if (!goesOn || !search.Split(next))
                {
                    await observer.FailedAsync(new SendFailure(refusal, next, invalid)).ConfigureAwait(false);
                }

                continue;
            }
            catch (RunCommandException error)
            {
                await observer.FailedAsync(new SendFailure(error, next, [])).ConfigureAwait(false);
                continue;
            }
            catch (OperationCanceledException cancelled)
            {
                await observer.FailedAsync(
                    new SendFailure(ConnectionErrors.Unanswered(context, cancelled), next, [])).ConfigureAwait(false);
                continue;
            }

            search.Accepted();
            await observer.SentAsync(command, next).ConfigureAwait(false);
        }

        if (search.Found is { Count: > 0 } found)
        {
            await observer.SkippedAsync(found).ConfigureAwait(false);
        }
    }

    private async Task<Command> SendPatientlyAsync(
        IRunCommandService service, SendCommandRequest request, CancellationToken stopToken, CancellationToken abortToken)
    {
        var began = timeProvider.GetTimestamp();
        while (true)
        {
            var turn = await WaitForTurnAsync(stopToken).ConfigureAwait(false);
            try
            {
                var command = await SendOnceAsync(service, request, abortToken).ConfigureAwait(false);
                _pace.Accepted();
                return command;
            }
            catch (ThrottlingException throttled) when (!throttled.MayHaveRun && timeProvider.GetElapsedTime(began) < options.RetryTime)
            {
                _lastThrottled = throttled;
                _pace.Throttled(turn);
                await observer.ThrottledAsync(request, timeProvider.GetElapsedTime(began)).ConfigureAwait(false);
            }
        }
    }

    private async Task<Command> SendOnceAsync(IRunCommandService service, SendCommandRequest request, CancellationToken abortToken)
    {
        var entry = _ledger.Begin(request);
        try
        {
            var command = await CallOrFindAsync(service, entry.Request, abortToken).ConfigureAwait(false);
            _ledger.Accepted(entry, command);
            return command;
        }
        catch (RunCommandException error)
        {
            _ledger.Failed(entry, error);
            throw;
        }
    }

    private async Task<Command> CallOrFindAsync(IRunCommandService service, SendCommandRequest request, CancellationToken abortToken)
    {
        var called = timeProvider.GetUtcNow();
        try
        {
            using var call = options.Sent.Begin(request);
            var command = await service.SendCommandAsync(request, abortToken).ConfigureAwait(false);
            call.Answered(command.CommandId);
            return command;
        }
        catch (RunCommandException error) when (error.MayHaveRun)
        {
            var call = new LostCall(request, called, timeProvider.GetUtcNow());
            switch (await _lost.FindAsync(service, call, abortToken).ConfigureAwait(false))
            {
                case { Found: { } found }:
                    await observer.FoundAsync(found, request).ConfigureAwait(false);
                    return found;
                case { IsRefused: true }:
                    throw LostAnswerErrors.NotAllowed(error);
                case { Several: { Count: > 0 } several }:
                    throw LostAnswerErrors.Several(error, several);
                default:
                    throw;
            }
        }
    }

    private async Task<TimeSpan> WaitForTurnAsync(CancellationToken stopToken)
    {
        try
        {
            return await _pace.WaitAsync(stopToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_lastThrottled is not null)
        {
            // It was stopped before it was sent; nothing waits before something was throttled.
            throw _lastThrottled;
        }
    }
}
