namespace RunCommandPS.Simulator;

/// <summary>The newest things that went wrong in a simulator and were nobody's call, so that no caller was told of them.</summary>
/// <param name="added">Told of each; whatever it throws is passed over.</param>
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

        // Elsewhere: what went wrong may have done so under the service's lock, and who is told may stop the simulator.
        ThreadPool.QueueUserWorkItem(static one => one.Log.Tell(one.Problem), (Log: this, Problem: problem), preferLocal: false);
    }

    public IReadOnlyList<string> Snapshot()
    {
        lock (_problems)
        {
            // A collection type that everybody knows: the compiler's own, which a collection expression makes, PowerShell can't index.
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
            // Who is told of a problem must not make another one.
        }
    }
}
