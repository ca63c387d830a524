using System.Management.Automation;
using RunCommandPS.Errors;

namespace RunCommandPS.Pipeline;

/// <summary>
/// A cmdlet whose work runs beside the pipeline. The pipeline's thread pumps what the work has to say; however the cmdlet is
/// left (its end, Ctrl+C, <c>Select-Object -First</c>, an error that stops), the work is cancelled and awaited first.
/// </summary>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PipelineOutput _output = new();
    private Task _work = Task.CompletedTask;
    private PipelineOutput.Item? _beingWritten;

    /// <summary>Ctrl+C: only says so; the pipeline's thread does the waiting.</summary>
    protected sealed override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The pipeline ended in the same moment.
        }
    }

    /// <summary>PowerShell calls this when the pipeline is done with the cmdlet, however it ended.</summary>
    public void Dispose()
    {
        Abandon();
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Starts work. The pipeline's thread does it until it first has to wait, which spares a single call the way to another thread;
    /// from then on it runs beside the pipeline.
    /// </summary>
    private protected void Start(Func<PipelineOutput, CancellationToken, Task> work)
    {
        _work = Begin(_stop.Token);

        // What goes wrong before the first wait is the work's failure, too, and told by Finish.
        async Task Begin(CancellationToken token) => await work(_output, token).ConfigureAwait(false);
    }

    /// <summary>Writes what the work has to say until it is done; its failure is the cmdlet's.</summary>
    private protected void Finish()
    {
        PumpUntil(_work);
        Rethrow(_work);
    }

    /// <summary>Does some work from start to end.</summary>
    private protected void Run(Func<PipelineOutput, CancellationToken, Task> work)
    {
        Start(work);
        Finish();
    }

    /// <summary>Writes what the work has to say until a step is done, or the work itself has ended.</summary>
    /// <param name="step">What the pipeline waits for.</param>
    private protected void PumpUntil(Task step)
    {
        try
        {
            while (true)
            {
                while (_output.Reader.TryRead(out var item))
                {
                    Write(item);
                }

                if (step.IsCompleted || _work.IsCompleted)
                {
                    // Whatever was queued before the end is in the queue by now.
                    while (_output.Reader.TryRead(out var item))
                    {
                        Write(item);
                    }

                    return;
                }

                Task.WaitAny(_output.Reader.WaitToReadAsync().AsTask(), step, _work);
            }
        }
        catch
        {
            // PipelineStoppedException and its kin: downstream wants no more. The work ends before anyone hears of it.
            Abandon();
            throw;
        }
    }

    /// <summary>What the cmdlet is about, as the target of an error that ends it.</summary>
    private protected virtual object? ErrorTarget => null;

    /// <summary>Whether the work has ended, well or not.</summary>
    private protected bool WorkEnded => _work.IsCompleted;

    /// <summary>Hears of objects and errors that the work had to say when the pipeline no longer listened.</summary>
    /// <param name="values">The objects, in order.</param>
    /// <param name="errors">The errors, in order.</param>
    private protected virtual void OnUndelivered(IReadOnlyList<object> values, IReadOnlyList<ErrorRecord> errors)
    {
    }

    private void Write(PipelineOutput.Item item)
    {
        _beingWritten = item;
        switch (item)
        {
            case PipelineOutput.Item.Value value:
                WriteObject(value.Content);
                break;
            case PipelineOutput.Item.Error error:
                WriteError(error.Record);
                break;
            case PipelineOutput.Item.Warning warning:
                WriteWarning(warning.Message);
                break;
            case PipelineOutput.Item.Verbose verbose:
                WriteVerbose(verbose.Message);
                break;
            case PipelineOutput.Item.Progress progress:
                WriteProgress(progress.Record);
                break;
        }

        _beingWritten = null;
    }

    private void Abandon()
    {
        if (_work.IsCompleted && _output.Reader.Count == 0 && _beingWritten is null)
        {
            return;
        }

        _stop.Cancel();

        // After Ctrl+C the engine takes nothing any more, not even what was being written. Select-Object, on the contrary, has it.
        List<PipelineOutput.Item> undelivered = Stopping && _beingWritten is { } item ? [item] : [];
        _beingWritten = null;
        do
        {
            Task.WaitAny(_output.Reader.WaitToReadAsync().AsTask(), _work);
            while (_output.Reader.TryRead(out var next))
            {
                undelivered.Add(next);
            }
        }
        while (!_work.IsCompleted || _output.Reader.Count > 0);

        var values = undelivered.OfType<PipelineOutput.Item.Value>().Select(value => value.Content).ToList();
        var errors = undelivered.OfType<PipelineOutput.Item.Error>().Select(error => error.Record).ToList();
        if (values.Count + errors.Count > 0)
        {
            OnUndelivered(values, errors);
        }
    }

    private void Rethrow(Task work)
    {
        try
        {
            work.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (RunCommandException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, ErrorTarget));
        }
    }
}
