namespace RunCommandPS.Rollout;

/// <summary>The state of the nodes of a rollout that will not start any more.</summary>
/// <param name="Nodes">All of them.</param>
/// <param name="Running">Those that run.</param>
/// <param name="Lost">Those that may be running unobserved. They keep their places and count as errors.</param>
/// <param name="Errors">Those that ended and count as errors.</param>
internal sealed record FleetPast(int Nodes, int Running, int Lost, int Errors)
{
    /// <summary>All nodes are still to start.</summary>
    public static FleetPast None { get; } = new(0, 0, 0, 0);
}
