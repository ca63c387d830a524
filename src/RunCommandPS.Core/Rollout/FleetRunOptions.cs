using RunCommandPS.Sending;

namespace RunCommandPS.Rollout;

/// <summary>How a run is carried out.</summary>
/// <param name="Send">How its commands are sent.</param>
/// <param name="Interval">The time between two polls; null to adapt.</param>
internal sealed record FleetRunOptions(SendOptions Send, TimeSpan? Interval);
