using System.Management.Automation;
using RunCommandPS.Errors;

namespace RunCommandPS.Pipeline;

/// <summary>
/// Work that runs alongside the pipeline. The pipeline's thread pumps the output of the work; however the cmdlet is left (its end,
/// Ctrl+C, <c>Select-Object -First</c>, an error that stops), the work is cancelled and awaited first.
/// </summary>
internal sealed class PipelinePump : IDisposable
{
    private readonly PSCmdlet _cmdlet;
    private readonly Action<IReadOnlyList<object>, IReadOnlyList<ErrorRecord>> _onUndelivered;
    private readonly Func<object?> _errorTarget;
    private readonly CancellationTokenSource _stop = new();
    private readonly PipelineOutput _output;
    private Task _work = Task.CompletedTask;
    private PipelineOutput.Item? _beingWritten;
    private List<ErrorRecord>? _deferred;

    /// <summary>Prepares the work of a cmdlet; nothing is started.</summary>
    /// <param name="cmdlet">The cmdlet whose work it is.</param>
    /// <param name="onUndelivered">Is passed objects and errors, in order, that the work still had to write when the pipeline no longer
    /// listened.</param>
    /// <param name="errorTarget">What the cmdlet is about, as the target of an error that ends it.</param>
    public PipelinePump(PSCmdlet cmdlet, Action<IReadOnlyList<object>, IReadOnlyList<ErrorRecord>> onUndelivered, Func<object?> errorTarget)
    {
        (_cmdlet, _onUndelivered, _errorTarget) = (cmdlet, onUndelivered, errorTarget);
        _output = new PipelineOutput(_stop.Token);
    }

    /// <summary>Whether the work has ended, successfully or not.</summary>
    public bool WorkEnded => _work.IsCompleted;

    /// <summary>Only signals that the work must stop; the pipeline's thread does the waiting.</summary>
    public void Stop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The pipeline ended at the same moment.
        }
    }

    /// <summary>Ends the work, if it has not ended, and releases it.</summary>
    public void Dispose()
    {
        Abandon();
        _stop.Dispose();
    }

    /// <summary>
    /// Starts work. The pipeline's thread does it until it first has to wait, which saves a single call the switch to another thread;
    /// from then on it runs alongside the pipeline.
    /// </summary>
    public void Start(Func<PipelineOutput, CancellationToken, Task> work)
    {
        _work = Begin(_stop.Token);

        // What goes wrong before the first wait is the work's failure, too, and reported by Finish.
        async Task Begin(CancellationToken token) => await work(_output, token).ConfigureAwait(false);
    }

    /// <summary>Writes the output of the work until it is done; its failure is the cmdlet's.</summary>
    public void Finish()
    {
        PumpUntil(_work);
        Rethrow(_work);
    }

    /// <summary>Does some work from start to end.</summary>
    public void Run(Func<PipelineOutput, CancellationToken, Task> work)
    {
        Start(work);
        Finish();
    }

    /// <summary>
    /// Does some work from start to end even if errors stop the cmdlet (-ErrorAction Stop): they stop it when the work has ended.
    /// </summary>
    /// <param name="work">The work.</param>
    /// <param name="ended">Called before any error stops the cmdlet.</param>
    public void RunToEnd(Func<PipelineOutput, CancellationToken, Task> work, Action ended)
    {
        _deferred = ErrorsStop() ? [] : null;
        try
        {
            Run(work);
        }
        finally
        {
            ended();
        }

        if (_deferred is { Count: > 0 } deferred)
        {
            _cmdlet.ThrowTerminatingError(ErrorRecords.Fit(ErrorRecords.OfSeveral(deferred), _cmdlet));
        }
    }

    private bool ErrorsStop()
    {
        const string Parameter = "ErrorAction";
        var preference = _cmdlet.MyInvocation.BoundParameters.TryGetValue(Parameter, out var given)
            ? given
            : _cmdlet.SessionState.PSVariable.GetValue(Parameter + "Preference");
        return LanguagePrimitives.TryConvertTo(preference, out ActionPreference action) && action == ActionPreference.Stop;
    }

    /// <summary>Writes the output of the work until a step is done, or the work itself has ended.</summary>
    /// <param name="step">What the pipeline waits for.</param>
    public void PumpUntil(Task step)
    {
        try
        {
            while (true)
            {
                while (_output.TryRead(out var item))
                {
                    Write(item);
                }

                if (step.IsCompleted || _work.IsCompleted)
                {
                    // Whatever was queued before the end is in the queue by now.
                    while (_output.TryRead(out var item))
                    {
                        Write(item);
                    }

                    return;
                }

                if (!ComesAtOnce(step))
                {
                    Task.WaitAny(_output.Reader.WaitToReadAsync().AsTask(), step, _work);
                }
            }
        }
        catch
        {
            // PipelineStoppedException and the like: downstream wants no more. The work ends before anyone is notified.
            Abandon();
            throw;
        }
    }

    // The last object of a piece of work is followed by its end within microseconds, and to fall asleep and be woken takes longer.
    private bool ComesAtOnce(Task step)
    {
        var spin = default(SpinWait);
        while (_output.IsEmpty && !step.IsCompleted && !_work.IsCompleted)
        {
            if (spin.NextSpinWillYield)
            {
                return false;
            }

            spin.SpinOnce();
        }

        return true;
    }

    private void Write(PipelineOutput.Item item)
    {
        _beingWritten = item;
        switch (item)
        {
            case PipelineOutput.Item.Value value:
                _cmdlet.WriteObject(value.Content);
                break;
            case PipelineOutput.Item.Error error when _deferred is { } deferred:
                deferred.Add(error.Record);
                break;
            case PipelineOutput.Item.Error error:
                _cmdlet.WriteError(ErrorRecords.Fit(error.Record, _cmdlet));
                break;
            case PipelineOutput.Item.Warning warning:
                _cmdlet.WriteWarning(warning.Message);
                break;
            case PipelineOutput.Item.Verbose verbose:
                _cmdlet.WriteVerbose(verbose.Message);
                break;
            case PipelineOutput.Item.Progress progress:
                _cmdlet.WriteProgress(progress.Record);
                break;
            case PipelineOutput.Item.Call call:
                call.Run(_cmdlet.Host);
                break;
            case PipelineOutput.Item.Host host:
                _cmdlet.WriteInformation(host.Content, [PipelineOutput.Item.Host.Tag]);
                break;
        }

        _beingWritten = null;
    }

    private void Abandon()
    {
        if (_work.IsCompleted && _output.IsEmpty && _beingWritten is null)
        {
            return;
        }

        _stop.Cancel();

        // After Ctrl+C the engine no longer accepts anything, not even what was being written. Select-Object, on the contrary, has it.
        List<PipelineOutput.Item> undelivered = _cmdlet.Stopping && _beingWritten is { } item ? [item] : [];
        _beingWritten = null;
        do
        {
            Task.WaitAny(_output.Reader.WaitToReadAsync().AsTask(), _work);
            while (_output.TryRead(out var next))
            {
                undelivered.Add(next);
            }
        }
        while (!_work.IsCompleted || !_output.IsEmpty);

        var values = undelivered.OfType<PipelineOutput.Item.Value>().Select(value => value.Content).ToList();
        var errors = (_deferred ?? []).Concat(undelivered.OfType<PipelineOutput.Item.Error>().Select(error => error.Record)).ToList();
        if (values.Count + errors.Count > 0)
        {
            _onUndelivered(values, errors);
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
            _cmdlet.ThrowTerminatingError(ErrorRecords.Fit(ErrorRecords.From(exception, _errorTarget()), _cmdlet));
        }
    }
}
