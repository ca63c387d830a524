using RunCommandPS.Documents;
using RunCommandPS.Model;

namespace RunCommandPS.Sending;

/// <summary>A send in words, for -WhatIf, -Confirm and -Verbose.</summary>
internal static class SendDescription
{
    private const int LongestValue = 60;

    /// <summary>How limits apply if one command is not enough.</summary>
    public static string SplitLimits { get; } =
        $"The nodes need several commands, because one command takes up to {ServiceLimits.InstanceIdsMaximum} ids. MaxErrors "
            + "and MaxConcurrency apply to each command separately, "
        + "not to all nodes together. Invoke-RunCommand applies them to the whole fleet.";

    /// <summary>What is done.</summary>
    public static string Action(SendCommandRequest request)
    {
        var parameters = request.Parameters is { Count: > 0 } given
            ? " with " + string.Join("; ", given.Select(pair => $"{pair.Key} = {Shorten(Shown(pair))}"))
            : "";
        return VisibleText.Of($"Send {request.DocumentName}{parameters}");
    }

    /// <summary>What is run, in a few words: the script's first line, or the document.</summary>
    public static string Title(SendCommandRequest request) => VisibleText.Of(
        request.Parameters is { } given && given.TryGetValue(ScriptDocument.Commands, out var script)
            && ScriptTitle.Of(SentScript.Lines(script)) is { } title
                ? Shorten(title)
                : request.DocumentName);

    /// <summary>The nodes of one request.</summary>
    public static string Nodes(SendCommandRequest request) => Nodes(request, request.InstanceIds?.Count ?? 0, 1);

    /// <summary>The nodes of one request as the target of an error: their ids, or the criteria that choose them.</summary>
    public static object? Target(SendCommandRequest request) => request.InstanceIds?.ToArray() ?? (object?)request.Targets?.ToArray();

    /// <summary>The nodes of a whole send and where they are, for -WhatIf and -Confirm.</summary>
    /// <param name="sample">A request with the first nodes, or with the criteria.</param>
    /// <param name="nodes">How many nodes there are; 0 if criteria select them, and their number is unknown before the service has resolved
    /// them.</param>
    /// <param name="commands">How many commands they take; 0 if that is not known.</param>
    /// <param name="place">How the service is reached.</param>
    public static string Plan(SendCommandRequest sample, int nodes, int commands, ConnectionOptions place) =>
        Nodes(sample, nodes, commands) + Place(place);

    /// <summary>Where a connection leads, as far as this is known before it is made.</summary>
    public static string Place(ConnectionOptions place) =>
        (place switch
        {
            { Region: { } region } => $" in {region}",
            { ProfileName: { } profile } => $" in the Region of profile '{profile}'",
            _ => " in the default Region",
        })
        + (place.EndpointUrl is { } endpoint ? $" at {endpoint.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}" : "");

    private static string Nodes(SendCommandRequest sample, int nodes, int commands) => sample.InstanceIds switch
    {
        null => VisibleText.Of("nodes with " + string.Join(" and ", sample.Targets ?? [])),
        { Count: 1 } ids when nodes == 1 => ids[0],
        { Count: <= 3 } ids when nodes == ids.Count => string.Join(", ", ids),
        { Count: > 1 } ids => $"{nodes} nodes{(commands > 1 ? $" in {commands} commands" : "")} ({ids[0]}, {ids[1]}, …)",
        _ => $"{nodes} nodes",
    };

    // A script as it was written, without what wraps it, on one line as it could be in most shells.
    private static string Shown(KeyValuePair<string, IReadOnlyList<string>> parameter) => parameter.Key == ScriptDocument.Commands
        ? string.Join("; ", SentScript.Lines(parameter.Value).SelectMany(text => text.Split('\n'))
            .Select(line => line.Trim()).Where(line => line.Length > 0))
        : string.Join(", ", parameter.Value);

    // Scripts can be long, and a line is enough to recognize one.
    private static string Shorten(string value)
    {
        var line = value.ReplaceLineEndings(" ").Trim();
        return line.Length > LongestValue ? line[..LongestValue] + "…" : line;
    }
}
