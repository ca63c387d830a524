using System.Management.Automation;

namespace RunCommandPS.Tests.Engine;

/// <summary>A script under way. <see cref="StopAsync"/> is Ctrl+C.</summary>
public sealed class RunningScript : IDisposable
{
    private readonly PowerShell _powerShell;
    private readonly TestHostUI _console;
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly CancellationTokenRegistration _testCancelled;

    internal RunningScript(PowerShell powerShell, TestHostUI console, CancellationToken testToken)
    {
        _powerShell = powerShell;
        _console = console;
        var noInput = new PSDataCollection<object>();
        noInput.Complete();
        Completion = FinishAsync(powerShell.InvokeAsync(noInput, _output));
        _testCancelled = testToken.Register(() => powerShell.BeginStop(null, null));
    }

    /// <summary>What the script has written so far.</summary>
    public IReadOnlyList<PSObject> Output => [.. _output];

    /// <summary>What came of it, when it is over; it never faults.</summary>
    public Task<ScriptResult> Completion { get; }

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
        await Task.Factory.FromAsync(_powerShell.BeginStop(null, null), _powerShell.EndStop);
        return await Completion;
    }

    public void Dispose()
    {
        _testCancelled.Dispose();
        _powerShell.Dispose();
        _output.Dispose();
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
