namespace RunCommandPS.Rollout;

/// <summary>Nodes of a fleet that get the same command.</summary>
/// <param name="Template">Everything of the command except its nodes.</param>
/// <param name="InstanceIds">The nodes, each once; any number.</param>
/// <param name="Connection">The connection that reaches them, of those of the rollout.</param>
internal sealed record FleetPart(SendCommandRequest Template, IReadOnlyList<string> InstanceIds, int Connection = 0);
