using RunCommandPS.Rollout;

namespace RunCommandPS.Running;

/// <summary>How a run is carried out, and what it writes.</summary>
/// <param name="Fleet">How it sends and polls.</param>
/// <param name="Form">What is written of a node.</param>
/// <param name="SkipInvalidNode">Whether a node that takes no commands is worth a warning only.</param>
internal sealed record RunSettings(FleetRunOptions Fleet, ResultForm Form, bool SkipInvalidNode)
{
    /// <summary>What the caller says of waves.</summary>
    public WaveSettings Waves { get; init; } = new();
}
