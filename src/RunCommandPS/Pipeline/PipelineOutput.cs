using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Threading.Channels;
using RunCommandPS.Model;

namespace RunCommandPS.Pipeline;

/// <summary>
/// The pipeline, for work that runs alongside it. Everything is queued here and written by the pipeline's own thread; a full queue
/// makes the work wait, but only until it is asked to stop: what must be done then (cancelling what is running) must not wait for a
/// pipeline that is busy elsewhere.
/// </summary>
/// <param name="stop">Tells the work to stop.</param>
internal sealed class PipelineOutput(CancellationToken stop = default)
{
    // A write wakes the waiting pipeline thread directly, not through the thread pool.
    private readonly Channel<Item> _queue =
        Channel.CreateBounded<Item>(new BoundedChannelOptions(64) { SingleReader = true, AllowSynchronousContinuations = true });

    // What came after the stop.
    private readonly ConcurrentQueue<Item> _late = new();

    private readonly ConcurrentDictionary<string, bool> _said = new(StringComparer.Ordinal);

    /// <summary>The pipeline thread's side of the queue, until the work is asked to stop.</summary>
    public ChannelReader<Item> Reader => _queue.Reader;

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty => _queue.Reader.Count == 0 && _late.IsEmpty;

    /// <summary>Takes the next thing to write, even after the stop.</summary>
    public bool TryRead([MaybeNullWhen(false)] out Item item) => _queue.Reader.TryRead(out item) || _late.TryDequeue(out item);

    /// <summary>Writes an object.</summary>
    public ValueTask WriteAsync(object value) => EnqueueAsync(new Item.Value(value));

    /// <summary>Writes a non-terminating error.</summary>
    public ValueTask ErrorAsync(ErrorRecord error) => EnqueueAsync(new Item.Error(error));

    /// <summary>Writes a warning.</summary>
    public ValueTask WarnAsync(string message) => EnqueueAsync(new Item.Warning(message));

    /// <summary>Writes a line of -Verbose.</summary>
    public ValueTask VerboseAsync(string message) => EnqueueAsync(new Item.Verbose(message));

    /// <summary>Writes a line of -Verbose, unless it was written before.</summary>
    public ValueTask VerboseOnceAsync(string message) =>
        _said.TryAdd(message, true) ? VerboseAsync(message) : ValueTask.CompletedTask;

    /// <summary>Updates a progress bar.</summary>
    public ValueTask ProgressAsync(ProgressRecord progress) => EnqueueAsync(new Item.Progress(progress));

    /// <summary>Shows a line on the host, as Write-Host does.</summary>
    public ValueTask HostAsync(string message) => EnqueueAsync(new Item.Host(message));

    /// <summary>Does something on the pipeline's thread, the only one that may run the caller's scripts and talk to the host.</summary>
    /// <param name="call">What to do, with the host; there is none in a job. What it throws is thrown here.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<T> CallAsync<T>(Func<PSHost?, T> call, CancellationToken cancellationToken)
    {
        var item = new Item.Call<T>(call);
        await _queue.Writer.WriteAsync(item, cancellationToken).ConfigureAwait(false);
        return await item.Result.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>There will be nothing more.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    private ValueTask EnqueueAsync(Item item)
    {
        if (stop.IsCancellationRequested)
        {
            _late.Enqueue(item);
            return ValueTask.CompletedTask;
        }

        return _queue.Writer.TryWrite(item) ? ValueTask.CompletedTask : EnqueueWhenFreeAsync(item);
    }

    private async ValueTask EnqueueWhenFreeAsync(Item item)
    {
        try
        {
            await _queue.Writer.WriteAsync(item, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _late.Enqueue(item);
        }
    }

    /// <summary>One thing for the pipeline's thread to do.</summary>
    internal abstract record Item
    {
        private Item()
        {
        }

        public sealed record Value(object Content) : Item;

        public sealed record Error(ErrorRecord Record) : Item;

        public sealed record Warning(string Message) : Item
        {
            public string Message { get; } = VisibleText.Of(Message);
        }

        public sealed record Verbose(string Message) : Item
        {
            public string Message { get; } = VisibleText.Of(Message);
        }

        public sealed record Progress(ProgressRecord Record) : Item
        {
            public ProgressRecord Record { get; } = new(Record.ActivityId, VisibleText.Of(Record.Activity),
                VisibleText.Of(Record.StatusDescription))
            {
                PercentComplete = Record.PercentComplete,
                SecondsRemaining = Record.SecondsRemaining,
                RecordType = Record.RecordType,
            };
        }

        /// <summary>Something to do on the pipeline's thread.</summary>
        public abstract record Call : Item
        {
            public abstract void Run(PSHost? host);
        }

        public sealed record Call<T>(Func<PSHost?, T> Work) : Call
        {
            public TaskCompletionSource<T> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

            public override void Run(PSHost? host)
            {
                try
                {
                    Result.TrySetResult(Work(host));
                }
                catch (PipelineStoppedException)
                {
                    // The whole pipeline is stopped, and the work with it.
                    Result.TrySetCanceled();
                    throw;
                }
                catch (Exception exception)
                {
                    Result.TrySetException(exception);
                }
            }
        }

        public sealed record Host(string Message) : Item
        {
            /// <summary>The tag by which the engine recognizes what is meant for the user's eyes.</summary>
            public const string Tag = "PSHOST";

            public HostInformationMessage Content => new() { Message = VisibleText.Of(Message) };

            public InformationRecord ToRecord()
            {
                var record = new InformationRecord(Content, "RunCommandPS");
                record.Tags.Add(Tag);
                return record;
            }
        }
    }
}
