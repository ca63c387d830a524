namespace RunCommandPS.Model;

/// <summary>Nodes of a command about which nothing is known.</summary>
/// <param name="Count">How many.</param>
/// <param name="InstanceIds">Their ids, if the command named its nodes.</param>
internal sealed record UnseenNodes(int Count, IReadOnlyList<string> InstanceIds)
{
    /// <summary>All nodes are known.</summary>
    public static UnseenNodes None { get; } = new(0, []);
}
