using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>A wave of a rollout that has ended, as -WaveCheck gets it.</summary>
public sealed record RolloutWave
{
    private const int MostNamed = 3;

    /// <summary>Its number, from 1.</summary>
    public int Number { get; init; }

    /// <summary>How many waves there are.</summary>
    public int Of { get; init; }

    /// <summary>The ids of its nodes.</summary>
    public IReadOnlyList<string> Nodes { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>How many of them succeeded.</summary>
    public int Succeeded { get; init; }

    /// <summary>How many of them did not, for whatever reason.</summary>
    public int Failed { get; init; }

    /// <summary>The result of each node whose end the service reported since this process has been running the rollout.</summary>
    public IReadOnlyList<NodeResult> Results { get; init => field = ItemList<NodeResult>.Of(value); } = ItemList<NodeResult>.Empty;

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>One line: the result of the wave, with up to three nodes that failed and why.</summary>
    public override string ToString()
    {
        var failures = Results.Where(result => !result.Succeeded).ToList();
        var names = failures.Count is 0 or > MostNamed ? "" : $" ({string.Join("; ", failures.Select(Why))})";
        var nodes = Nodes.Count == 1 ? "1 node" : $"{Nodes.Count} nodes";
        return VisibleText.Of(
            $"Wave {Number} of {Of}: {nodes}: {Succeeded} succeeded{(Failed > 0 ? $", {Failed} failed{names}" : "")} in "
                + $"{ElapsedText.Of(Elapsed)}.");
    }

    private static string Why(NodeResult result)
    {
        var name = result.InstanceName.Length > 0 ? result.InstanceName : result.InstanceId;
        return $"{name}: {FailureCause.Of(result)}";
    }
}
