using RunCommandPS.Rollout;

namespace RunCommandPS.Running;

/// <summary>How a run is carried out, and what it writes.</summary>
/// <param name="Fleet">How it sends and polls.</param>
/// <param name="Form">What is written for a node.</param>
/// <param name="SkipInvalidNode">Whether a node that can't receive commands is only worth a warning.</param>
internal sealed record RunSettings(FleetRunOptions Fleet, ResultForm Form, bool SkipInvalidNode)
{
    /// <summary>The caller's settings for waves.</summary>
    public WaveSettings Waves { get; init; } = new();
}
