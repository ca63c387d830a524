namespace RunCommandPS.Core.Tests.Chaos;

/// <summary>How a chaotic endpoint misbehaves.</summary>
/// <param name="Seed">The same seed makes the same faults.</param>
/// <param name="FaultRate">How many of the calls go wrong, 0 to 1.</param>
/// <param name="ClockOffset">How far its clock is ahead of ours.</param>
internal sealed record ChaosOptions(int Seed, double FaultRate, TimeSpan ClockOffset)
{
    /// <summary>How long a call takes at most.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>How long after it was accepted a command is not listed, at most.</summary>
    public TimeSpan ListLag { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a call is waited for.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
