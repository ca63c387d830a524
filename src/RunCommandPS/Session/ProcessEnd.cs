using System.Runtime.InteropServices;

namespace RunCommandPS.Session;

/// <summary>
/// The end of this process, for work that must not be abandoned: a CI system that cancels (SIGTERM), a terminal that is
/// closed (SIGHUP), an exit while a job is running. Each piece of work is told to stop and is waited for, within a limit:
/// after that, what ends the process kills it.
/// </summary>
/// <param name="messages">Where the messages go; null for the process's standard error.</param>
internal sealed class ProcessEnd(TextWriter? messages = null)
{
    /// <summary>How long the process is kept alive: containers and CI systems kill it ten seconds after the request.</summary>
    public static readonly TimeSpan Bound = TimeSpan.FromSeconds(8);

    private readonly object _gate = new();
    private readonly List<Work> _work = [];
    private List<PosixSignalRegistration> _signals = [];

    /// <summary>Registers work until it is disposed of.</summary>
    /// <param name="stopAsync">Stops the work, and returns once it has stopped, with a message about it; null for none.</param>
    public IDisposable Register(Func<Task<string?>> stopAsync)
    {
        var work = new Work(this, stopAsync);
        lock (_gate)
        {
            _work.Add(work);
            if (_work.Count == 1)
            {
                _signals = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal), PosixSignalRegistration.Create(
                    PosixSignal.SIGHUP, OnSignal)];
                AppDomain.CurrentDomain.ProcessExit += OnExit;
            }
        }

        return work;
    }

    // The process ends anyway once this has returned.
    private void OnSignal(PosixSignalContext context) => StopAll();

    private void OnExit(object? sender, EventArgs e) => StopAll();

    /// <summary>Stops all work, and waits for it.</summary>
    internal void StopAll()
    {
        List<Work> work;
        lock (_gate)
        {
            work = [.. _work];
            _work.Clear();
        }

        var stops = work.Select(one => Task.Run(one.StopAsync)).ToArray();

        // Neither a stop that fails nor one that takes too long must keep the others from being reported.
        Task.WaitAny([Task.WhenAll(stops)], Bound);
        foreach (var stop in stops)
        {
            var text = stop.IsCompletedSuccessfully
                ? stop.Result
                : "A rollout did not stop in time, and its commands may continue: see Get-RunCommandRollout.";
            if (text is not null)
            {
                Tell(text);
            }
        }
    }

    private void Tell(string text)
    {
        try
        {
            (messages ?? Console.Error).WriteLine(text);
        }
        catch (IOException)
        {
            // There is no one left to read it: the terminal is closed, which may be why the process ends. An exception on this thread would
            // have the host write it to the same terminal, which can take forever.
        }
    }

    private void Remove(Work work)
    {
        lock (_gate)
        {
            if (!_work.Remove(work) || _work.Count > 0)
            {
                return;
            }

            _signals.ForEach(signal => signal.Dispose());
            _signals = [];
            AppDomain.CurrentDomain.ProcessExit -= OnExit;
        }
    }

    private sealed class Work(ProcessEnd owner, Func<Task<string?>> stopAsync) : IDisposable
    {
        public Task<string?> StopAsync() => stopAsync();

        public void Dispose() => owner.Remove(this);
    }
}
