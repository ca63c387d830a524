using RunCommandPS.Rollout;

namespace RunCommandPS.Running;

/// <summary>How a run is carried out, and what it writes.</summary>
/// <param name="Fleet">How it sends and polls.</param>
/// <param name="AsObject">Whether the script's objects are written instead of results.</param>
/// <param name="SkipInvalidNode">Whether a node that takes no commands is worth a warning only.</param>
internal sealed record RunSettings(FleetRunOptions Fleet, bool AsObject, bool SkipInvalidNode)
{
    /// <summary>What the caller says of waves.</summary>
    public WaveSettings Waves { get; init; } = new();
}
