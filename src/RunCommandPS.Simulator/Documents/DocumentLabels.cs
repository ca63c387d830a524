namespace RunCommandPS.Simulator.Documents;

/// <summary>What a document's author specifies besides its content; empty if not specified.</summary>
internal sealed record DocumentLabels
{
    public static DocumentLabels None { get; } = new();

    /// <summary>Name of this version.</summary>
    public string VersionName { get; init; } = "";

    public string DisplayName { get; init; } = "";

    public string TargetType { get; init; } = "";

    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];
}
