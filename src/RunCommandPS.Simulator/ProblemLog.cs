namespace RunCommandPS.Simulator;

/// <summary>The newest problems in a simulator that were not part of a call, so that no caller was told about them.</summary>
/// <param name="added">Is told about each; whatever it throws is ignored.</param>
internal sealed class ProblemLog(Action<string> added)
{
    /// <summary>Most problems kept.</summary>
    public const int MaximumCount = 100;

    private readonly Queue<string> _problems = new();

    public void Add(Exception error) =>
        Add($"Something went wrong in the simulator, which continues: {error.GetType().Name}: {error.Message}");

    public void Add(string problem)
    {
        lock (_problems)
        {
            _problems.Enqueue(problem);
            if (_problems.Count > MaximumCount)
            {
                _problems.Dequeue();
            }
        }

        // On another thread: the problem may have occurred under the service's lock, and the listener may stop the simulator.
        ThreadPool.QueueUserWorkItem(static one => one.Log.Tell(one.Problem), (Log: this, Problem: problem), preferLocal: false);
    }

    public IReadOnlyList<string> Snapshot()
    {
        lock (_problems)
        {
            // A common collection type: PowerShell can't index the compiler's own, which a collection expression makes.
            return Array.AsReadOnly(_problems.ToArray());
        }
    }

    private void Tell(string problem)
    {
        try
        {
            added(problem);
        }
        catch (Exception)
        {
            // A listener for problems must not cause another one.
        }
    }
}
