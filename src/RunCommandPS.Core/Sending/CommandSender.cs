namespace RunCommandPS.Sending;

/// <summary>
/// Sends a stream of requests, a few at a time. Every request that is begun ends in exactly one report to the sink, sent or failed,
/// unless all its nodes were left out; a request that fails does not hold up the others.
/// </summary>
/// <param name="connect">Gives the service; asked only when there is something to send.</param>
/// <param name="options">How to send.</param>
/// <param name="sink">Hears of everything.</param>
/// <param name="timeProvider">The clock that bounds how long a stopped send waits for answers.</param>
internal sealed class CommandSender(Func<IRunCommandService> connect, SendOptions options, ISendSink sink, TimeProvider timeProvider)
{
    /// <summary>
    /// How long a stopped send waits for the answers to requests that are on their way. Without the answer nobody would know the
    /// id of a command that runs all the same.
    /// </summary>
    public static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(2);

    private readonly List<Task> _underWay = [];

    /// <summary>Sends all there is and waits for the answers.</summary>
    /// <param name="requests">Requests of at most 50 nodes.</param>
    /// <param name="stopToken">Starts nothing new; answers on their way are waited for up to <see cref="StopGrace"/>.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="RunCommandException">There is no connection to be had: no region, no such profile, no credentials.</exception>
    public async Task SendAsync(IAsyncEnumerable<SendCommandRequest> requests, CancellationToken stopToken)
    {
        using var abort = new CancellationTokenSource(Timeout.InfiniteTimeSpan, timeProvider);
        using var stopping = stopToken.Register(() => abort.CancelAfter(StopGrace));
        try
        {
            await foreach (var request in requests.WithCancellation(stopToken).ConfigureAwait(false))
            {
                if (_underWay.Count >= options.ThrottleLimit)
                {
                    var ended = await Task.WhenAny(_underWay).ConfigureAwait(false);
                    _underWay.Remove(ended);
                    await ended.ConfigureAwait(false);
                }

                stopToken.ThrowIfCancellationRequested();
                _underWay.Add(SendOneAsync(connect(), request, stopToken, abort.Token));
            }
        }
        finally
        {
            await Task.WhenAll(_underWay).ConfigureAwait(false);
        }
    }

    private async Task SendOneAsync(IRunCommandService service, SendCommandRequest request, CancellationToken stopToken, CancellationToken abortToken)
    {
        while (true)
        {
            Command command;
            var context = new ErrorContext("SendCommand", service.Origin) { Request = request, StartedAt = timeProvider.GetUtcNow() };
            try
            {
                command = await service.SendCommandAsync(request, abortToken).ConfigureAwait(false);
            }
            catch (InvalidInstanceIdException refusal) when (request.InstanceIds is { } ids)
            {
                var invalid = await InvalidNodes.FindAsync(service, refusal, ids, abortToken).ConfigureAwait(false);
                if (!options.SkipInvalidNode || invalid.Count == 0 || stopToken.IsCancellationRequested)
                {
                    await sink.FailedAsync(new SendFailure(refusal, request, invalid)).ConfigureAwait(false);
                    return;
                }

                await sink.SkippedAsync(invalid).ConfigureAwait(false);
                request = request with { InstanceIds = ids.Except(invalid).ToList() };
                if (request.InstanceIds.Count == 0)
                {
                    return;
                }

                continue;
            }
            catch (RunCommandException error)
            {
                await sink.FailedAsync(new SendFailure(error, request, [])).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException cancelled)
            {
                await sink.FailedAsync(new SendFailure(ConnectionErrors.Unanswered(context, cancelled), request, [])).ConfigureAwait(false);
                return;
            }

            await sink.SentAsync(command, request).ConfigureAwait(false);
            return;
        }
    }
}
