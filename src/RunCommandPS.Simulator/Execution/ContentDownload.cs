using System.Text.Json;
using System.Text.Json.Nodes;

namespace RunCommandPS.Simulator.Execution;

/// <summary>What a step of <c>aws:downloadContent</c> requests.</summary>
/// <param name="SourceType">Where to fetch from, for example S3.</param>
/// <param name="Source">What to fetch from there: the URL, or the document's name. Empty if the step does not say.</param>
/// <param name="Destination">The folder, or the name of the one file; empty for the folder of the command's files.</param>
internal sealed record ContentDownload(string SourceType, string Source, string Destination)
{
    public const string S3 = "S3";

    public const string SsmDocument = "SSMDocument";

    /// <summary>The platforms on which the step runs.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Reads a step's inputs, their placeholders resolved.</summary>
    public static ContentDownload Of(JsonObject inputs)
    {
        var type = Text(inputs["sourceType"]);
        return new ContentDownload(
            type, Text(Info(inputs["sourceInfo"])?[type == SsmDocument ? "name" : "path"]).Trim(), Text(inputs["destinationPath"]));
    }

    // Documents have it as an object, or as the text of one.
    private static JsonObject? Info(JsonNode? info)
    {
        try
        {
            return info as JsonObject ?? JsonNode.Parse(Text(info)) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}
