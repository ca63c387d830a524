using System.Text.Json;
using System.Text.Json.Nodes;

namespace RunCommandPS.Documents;

/// <summary>
/// The content of a document of type Command: schema 1.2, which has <c>runtimeConfig</c>, or 2.0 and 2.2, which have
/// <c>mainSteps</c>.
/// </summary>
/// <remarks>
/// The rules are those of the user guide and of the agent that runs the steps. Members this module does not know are skipped, because a
/// newer service may know them (CHOICE).
/// </remarks>
public sealed record CommandDocument
{
    /// <summary>The schema versions that a command can have.</summary>
    public static IReadOnlyList<string> SchemaVersions { get; } = ["1.2", "2.0", "2.2"];

    /// <summary>One of <see cref="SchemaVersions"/>.</summary>
    public string SchemaVersion { get; init; } = "";

    /// <summary>The author's explanation; empty if there is none.</summary>
    public string Description { get; init; } = "";

    /// <summary>The parameters in the order in which they are declared. Names are case-sensitive.</summary>
    public IReadOnlyDictionary<string, DocumentParameter> Parameters { get; init; } = new Dictionary<string, DocumentParameter>();

    /// <summary>The steps in the order in which they run; at least one.</summary>
    public IReadOnlyList<DocumentStep> Steps { get; init; } = [];

    /// <summary>
    /// The platforms it can run on, of <see cref="ServiceValues.PlatformTypes"/> and in that order: those on which at least one step
    /// runs. How the service works them out is not published (CHOICE); <see cref="DocumentStep.PlatformTypes"/> says when a step runs.
    /// </summary>
    public IReadOnlyList<string> PlatformTypes =>
        [.. ServiceValues.PlatformTypes.Where(platform => Steps.Any(step => step.PlatformTypes.Contains(platform)))];

    /// <summary>Reads a document. What is returned shares nothing with <paramref name="content"/>.</summary>
    /// <param name="content">The document, as JSON. For YAML: the same tree, made of it.</param>
    /// <returns>The document.</returns>
    /// <exception cref="DocumentFormatException">It does not conform to its schema.</exception>
    public static CommandDocument Parse(JsonNode? content)
    {
        var root = DocumentJson.Root(content);
        var version = SchemaVersionOf(root);
        var parameters = ParameterReader.Read(root, version);
        return new CommandDocument
        {
            SchemaVersion = version,
            Description = root.Text("description") ?? "",
            Parameters = parameters,
            Steps = version == "1.2" ? RuntimeConfigReader.Read(root) : MainStepsReader.Read(root, version, parameters),
        };
    }

    private static string SchemaVersionOf(JsonObject root)
    {
        // A YAML author who leaves out the quotes has written a number, and then 2.0 is 2.
        var version = root.Text("schemaVersion") ?? throw root.Wrong("schemaVersion", "is missing; write \"2.2\".");
        return version switch
        {
            "2" when root["schemaVersion"]!.GetValueKind() == JsonValueKind.Number => "2.0",
            "0.3" => throw root.Wrong("schemaVersion", "0.3 is for Automation runbooks; a command document is \"2.2\"."),
            "1.0" => throw root.Wrong("schemaVersion", "1.0 is for Session documents; a command document is \"2.2\"."),
            _ when SchemaVersions.Contains(version) => version,
            _ => throw root.Wrong("schemaVersion", $"'{version}' is not for commands; write one of {string.Join(", ", SchemaVersions)}."),
        };
    }
}
