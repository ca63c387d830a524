namespace RunCommandPS.Pipeline;

/// <summary>A send in words, for -WhatIf, -Confirm and -Verbose.</summary>
internal static class SendDescription
{
    private const int LongestValue = 60;

    /// <summary>What becomes of limits where one command is not enough.</summary>
    public static string SplitLimits { get; } =
        $"The nodes need several commands, because one takes {ServiceLimits.InstanceIdsMaximum} ids. MaxErrors and MaxConcurrency hold for each command by itself, "
        + "not for all nodes together. Invoke-RunCommand keeps them fleet-wide.";

    /// <summary>What is done.</summary>
    public static string Action(SendCommandRequest request)
    {
        var parameters = request.Parameters is { Count: > 0 } given
            ? " with " + string.Join("; ", given.Select(pair => $"{pair.Key} = {Shorten(string.Join(", ", pair.Value))}"))
            : "";
        return VisibleText.Of($"Send {request.DocumentName}{parameters}");
    }

    /// <summary>The nodes of one request.</summary>
    public static string Nodes(SendCommandRequest request) => request.InstanceIds switch
    {
        null => VisibleText.Of("nodes with " + string.Join(" and ", request.Targets ?? [])),
        { Count: 1 } ids => ids[0],
        { Count: <= 3 } ids => string.Join(", ", ids),
        { } ids => $"{ids.Count} nodes ({ids[0]}, {ids[1]}, …)",
    };

    /// <summary>The nodes of one request as the target of an error: their ids, or the criteria that choose them.</summary>
    public static object? Target(SendCommandRequest request) => request.InstanceIds?.ToArray() ?? (object?)request.Targets?.ToArray();

    /// <summary>The nodes of a whole send, for -WhatIf.</summary>
    public static string Plan(SendCommandRequest first, int nodes, int commands) =>
        commands == 1 ? Nodes(first) : $"{nodes} nodes in {commands} commands";

    // Scripts can be long, and a line is enough to recognise one by.
    private static string Shorten(string value)
    {
        var line = value.ReplaceLineEndings(" ").Trim();
        return line.Length > LongestValue ? line[..LongestValue] + "…" : line;
    }
}
