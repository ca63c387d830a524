using System.Threading.Channels;
using RunCommandPS.Errors;
using RunCommandPS.Pipeline;

namespace RunCommandPS.Sending;

/// <summary>
/// Sends to several places concurrently, each at its own pace. A place that can't be reached is an error of its requests; if it is the
/// only one, it ends the cmdlet.
/// </summary>
/// <param name="connect">Provides the service of a place.</param>
/// <param name="options">How to send.</param>
/// <param name="output">The pipeline.</param>
internal sealed class PlacedSender(Func<ConnectionOptions, IRunCommandService> connect, SendOptions options, PipelineOutput output)
{
    private readonly SendObserver _observer = new(output);
    private readonly Dictionary<ConnectionOptions, Lane> _lanes = [];

    /// <summary>Sends all there is and waits for the answers.</summary>
    /// <param name="requests">The requests, as they come.</param>
    /// <param name="stop">Starts nothing new.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    /// <exception cref="RunCommandException">The only place can't be reached.</exception>
    public async Task SendAsync(ChannelReader<PlacedRequest> requests, CancellationToken stop)
    {
        try
        {
            await foreach (var (place, request) in requests.ReadAllAsync(stop).ConfigureAwait(false))
            {
                if (!_lanes.TryGetValue(place, out var lane))
                {
                    _lanes.Add(place, lane = new Lane());
                    lane.Sending = SendAsync(place, lane, stop);
                }

                if (lane.Sending.IsFaulted && _lanes.Count == 1)
                {
                    break;
                }

                await lane.TakeAsync(request, stop).ConfigureAwait(false);
            }
        }
        finally
        {
            foreach (var lane in _lanes.Values)
            {
                lane.Complete();
            }

            await Task.WhenAll(_lanes.Values.Select(lane => lane.Ended)).ConfigureAwait(false);
        }

        foreach (var lane in _lanes.Values)
        {
            if (lane.Failure is not { } failure)
            {
                await lane.Sending.ConfigureAwait(false);
            }
            else if (_lanes.Count == 1)
            {
                throw failure;
            }
            else
            {
                await output.ErrorAsync(ErrorRecords.From(failure, lane.NotSent)).ConfigureAwait(false);
            }
        }
    }

    private async Task SendAsync(ConnectionOptions place, Lane lane, CancellationToken stop)
    {
        var sender = new CommandSender(() => connect(place), options, _observer, TimeProvider.System);
        await sender.SendAsync(lane.Requests(stop), stop).ConfigureAwait(false);
    }

    // The requests of one place.
    private sealed class Lane
    {
        private readonly Channel<SendCommandRequest> _queue = Channel.CreateBounded<SendCommandRequest>(
            new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = true });

        private readonly List<SendCommandRequest> _taken = [];

        public Task Sending { get; set; } = Task.CompletedTask;

        /// <summary>Its end, however it ends.</summary>
        public Task Ended => Sending.ContinueWith(
            _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        /// <summary>Why the place can't be reached; null if it can.</summary>
        public RunCommandException? Failure => Sending.Exception?.InnerException as RunCommandException;

        /// <summary>The nodes or criteria of what was not sent, for an error.</summary>
        public object[] NotSent => [.. _taken.SelectMany(request => (IEnumerable<object>?)request.InstanceIds ?? request.Targets ?? [])];

        public async ValueTask TakeAsync(SendCommandRequest request, CancellationToken stop)
        {
            if (Sending.IsCompleted)
            {
                _taken.Add(request);
                return;
            }

            // It may end while this waits for its turn.
            var written = _queue.Writer.WriteAsync(request, stop).AsTask();
            if (await Task.WhenAny(written, Sending).ConfigureAwait(false) == written)
            {
                await written.ConfigureAwait(false);
            }
            else
            {
                _taken.Add(request);
            }
        }

        public void Complete() => _queue.Writer.TryComplete();

        public async IAsyncEnumerable<SendCommandRequest> Requests(
            [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
        {
            await foreach (var request in _queue.Reader.ReadAllAsync(stop).ConfigureAwait(false))
            {
                yield return request;
            }
        }
    }
}
