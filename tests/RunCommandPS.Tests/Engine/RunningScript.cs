using System.Management.Automation;

namespace RunCommandPS.Tests.Engine;

/// <summary>A script under way. <see cref="StopAsync"/> is Ctrl+C.</summary>
public sealed class RunningScript : IDisposable
{
    private readonly PowerShell _powerShell;
    private readonly TestHostUI _console;
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly CancellationTokenRegistration _testCancelled;
    private readonly TimeSpan _patience;
    private readonly Task<ScriptResult> _end;

    internal RunningScript(PowerShell powerShell, TestHostUI console, TimeSpan patience, CancellationToken testToken)
    {
        _powerShell = powerShell;
        _console = console;
        _patience = patience;
        var noInput = new PSDataCollection<object>();
        noInput.Complete();
        _end = FinishAsync(powerShell.InvokeAsync(noInput, _output));
        Completion = EndAsync();
        _testCancelled = testToken.Register(() => powerShell.BeginStop(null, null));
    }

    /// <summary>What the script has written so far.</summary>
    public IReadOnlyList<PSObject> Output => [.. _output];

    /// <summary>
    /// What came of it, when it is over. It fails with a <see cref="TimeoutException"/> only, where the script does not end.
    /// </summary>
    public Task<ScriptResult> Completion { get; }

    /// <summary>
    /// Whether a cmdlet keeps the engine's thread although the script was to end. Nothing can be done about the session then.
    /// </summary>
    public bool IsStuck { get; private set; }

    /// <summary>Completes when the script has written <paramref name="count"/> objects, or is over.</summary>
    public async Task WrittenAsync(int count)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Check(object? sender, DataAddedEventArgs e)
        {
            if (_output.Count >= count)
            {
                written.TrySetResult();
            }
        }

        _output.DataAdded += Check;
        Check(null, null!);
        await Task.WhenAny(written.Task, Completion);
        _output.DataAdded -= Check;
    }

    /// <summary>Stops the script, as Ctrl+C does, and waits until it has stopped.</summary>
    public async Task<ScriptResult> StopAsync()
    {
        var stopped = Task.Factory.FromAsync(_powerShell.BeginStop(null, null), _powerShell.EndStop);
        var result = await Completion;
        await stopped;
        return result;
    }

    // Closing a PowerShell stops its script and waits for that, which a cmdlet that hears no stop would make a wait without end.
    public void Dispose()
    {
        _testCancelled.Dispose();
        if (!_end.IsCompleted && !IsStuck)
        {
            _powerShell.BeginStop(null, null);
            IsStuck = !_end.Wait(_patience);
        }

        if (!IsStuck)
        {
            _powerShell.Dispose();
            _output.Dispose();
        }
    }

    private async Task<ScriptResult> EndAsync()
    {
        try
        {
            return await _end.WaitAsync(_patience);
        }
        catch (TimeoutException)
        {
            IsStuck = true;
            _powerShell.BeginStop(null, null);
            throw new TimeoutException($"This script did not end within {_patience}: {_powerShell.Commands.Commands[0].CommandText}");
        }
    }

    private async Task<ScriptResult> FinishAsync(Task invocation)
    {
        ErrorRecord? failure = null;
        var stopped = false;
        try
        {
            await invocation;
        }
        catch (PipelineStoppedException)
        {
            stopped = true;
        }
        catch (RuntimeException e)
        {
            failure = e.ErrorRecord;
        }

        var streams = _powerShell.Streams;
        return new ScriptResult
        {
            Output = [.. _output],
            // An error that ends the script is put into the stream as well by some of the engine's paths.
            Errors = [.. streams.Error.Where(error => !ReferenceEquals(error.Exception, failure?.Exception))],
            Failure = failure,
            Stopped = stopped,
            Warnings = [.. streams.Warning.Select(record => record.Message)],
            Verbose = [.. streams.Verbose.Select(record => record.Message)],
            Debug = [.. streams.Debug.Select(record => record.Message)],
            Information = [.. streams.Information],
            Progress = [.. streams.Progress],
            HostText = _console.TakeText(),
        };
    }
}
