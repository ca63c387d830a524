namespace RunCommandPS.Rollout;

/// <summary>Nodes of a fleet that get the same command.</summary>
/// <param name="Template">Everything of the command but its nodes.</param>
/// <param name="InstanceIds">The nodes, each once; any number.</param>
internal sealed record FleetPart(SendCommandRequest Template, IReadOnlyList<string> InstanceIds);
