using System.Threading.Channels;

namespace RunCommandPS.Sending;

/// <summary>
/// Sends to several places concurrently. A place that can't be reached is an error of its requests; while it is the only one, it ends the
/// send, because it is probably a mistake.
/// </summary>
/// <param name="connect">Provides the service of a place.</param>
/// <param name="options">How to send; limits are those of each place.</param>
/// <param name="observer">Is notified of everything.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class PlacedSender(
    Func<ConnectionOptions, IRunCommandService> connect, SendOptions options, IPlacedSendObserver observer, TimeProvider timeProvider)
{
    private readonly Dictionary<ConnectionOptions, Lane> _lanes = [];

    /// <summary>Sends all there is and waits for the answers.</summary>
    /// <param name="requests">The requests, as they come.</param>
    /// <param name="stop">Starts nothing new; answers on their way are waited for up to <see cref="CommandSender.StopGrace"/>.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="RunCommandException">The only place can't be reached.</exception>
    public async Task SendAsync(ChannelReader<PlacedRequest> requests, CancellationToken stop)
    {
        using var abort = new CancellationTokenSource(Timeout.InfiniteTimeSpan, timeProvider);
        using var stopping = stop.Register(() => abort.CancelAfter(CommandSender.StopGrace));
        try
        {
            await foreach (var (place, request) in requests.ReadAllAsync(stop).ConfigureAwait(false))
            {
                if (!_lanes.TryGetValue(place, out var lane))
                {
                    _lanes.Add(place, lane = new Lane(new CommandSender(() => connect(place), options, observer, timeProvider)));
                }

                if (lane.Failure is not null && _lanes.Count == 1)
                {
                    break;
                }

                await lane.StartAsync(request, stop, abort.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            await Task.WhenAll(_lanes.Values.Select(lane => lane.EndAsync())).ConfigureAwait(false);
        }

        foreach (var lane in _lanes.Values)
        {
            if (lane.Failure is not { } failure)
            {
                continue;
            }

            if (_lanes.Count == 1)
            {
                throw failure;
            }

            await observer.UnreachableAsync(failure, lane.NotSent).ConfigureAwait(false);
        }
    }

    // The requests of one place.
    private sealed class Lane(CommandSender sender)
    {
        private readonly List<SendCommandRequest> _notSent = [];

        /// <summary>Why the place can't be reached; null if it can.</summary>
        public RunCommandException? Failure { get; private set; }

        public IReadOnlyList<SendCommandRequest> NotSent => _notSent;

        public async ValueTask StartAsync(SendCommandRequest request, CancellationToken stop, CancellationToken abort)
        {
            if (Failure is null)
            {
                try
                {
                    await sender.StartAsync(request, stop, abort).ConfigureAwait(false);
                    return;
                }
                catch (RunCommandException failure)
                {
                    Failure = failure;
                }
            }

            _notSent.Add(request);
        }

        public Task EndAsync() => sender.EndAsync();
    }
}
