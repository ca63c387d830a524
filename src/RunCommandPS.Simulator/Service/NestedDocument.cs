using System.Text.Json;
using System.Text.Json.Nodes;
using RunCommandPS.Documents;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Service;

/// <summary>A document that a step of <c>aws:runDocument</c> runs, with what that step passes to it.</summary>
/// <param name="Schema">Its schema.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Tasks">Its steps, ready to run.</param>
internal sealed record NestedDocument(string Schema, BoundParameters Parameters, IReadOnlyList<StepTask> Tasks)
{
    // Source: the agent.
    private const int DepthMaximum = 3;

    private const string LocalPath = "LocalPath";

    /// <summary>Finds the document of a step and joins it with the step's parameters.</summary>
    /// <exception cref="ContentException">There is no such document, it is not valid, or it does not accept the parameters.</exception>
    public static NestedDocument Of(StepTask task, ContentSource contents)
    {
        if (task.Depth >= DepthMaximum)
        {
            throw new ContentException($"Documents run each other at most {DepthMaximum} deep.");
        }

        var inputs = (JsonObject)JsonNode.Parse(task.Script)!;
        var content = Find(inputs, task, contents);
        var given = Given(inputs["documentParameters"]);
        if (ParameterCheck.Check(content, given) is [var finding, ..])
        {
            throw new ContentException(finding.Message);
        }

        var parameters = ParameterBinding.Bind(content, given);
        return new NestedDocument(
            content.SchemaVersion, parameters, [.. StepTaskFactory.Create(content, parameters).Select(nested => Within(task, nested))]);
    }

    // CHOICE: the timeout of the step that runs the document limits each of its steps.
    private static StepTask Within(StepTask task, StepTask nested) => nested with
    {
        CommandId = task.CommandId,
        Depth = task.Depth + 1,
        Timeout = task.Step.TimeoutSeconds is { } seconds && seconds < nested.Timeout.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : nested.Timeout,
    };

    private static CommandDocument Find(JsonObject inputs, StepTask task, ContentSource contents)
    {
        var (type, path) = (Text(inputs["documentType"]), Text(inputs["documentPath"]));
        return type switch
        {
            ContentDownload.SsmDocument => contents.Document(path).Content,
            LocalPath => Read(path, Fetched(path, task, contents)),
            _ => throw new ContentException($"documentType must be {ContentDownload.SsmDocument} or {LocalPath}; it is '{type}'."),
        };
    }

    private static DownloadedFile Fetched(string path, StepTask task, ContentSource contents)
    {
        foreach (var download in task.Earlier)
        {
            try
            {
                if (contents.Fetch(download).FirstOrDefault(file => file.Path == path) is { } found)
                {
                    return found;
                }
            }
            catch (ContentException)
            {
                // It has failed its own step, and another one may have fetched the file.
            }
        }

        throw new ContentException($"No step before this one has fetched the document '{path}'.");
    }

    private static CommandDocument Read(string path, DownloadedFile file)
    {
        var text = System.Text.Encoding.UTF8.GetString(file.Content);
        var format = text.TrimStart().StartsWith('{') ? StoredDocument.JsonFormat : StoredDocument.YamlFormat;
        try
        {
            return DocumentFile.Read(path, format, text, "", DateTimeOffset.UnixEpoch).Content;
        }
        catch (ArgumentException error)
        {
            throw new ContentException(error.InnerException is { } reason
                ? $"The document '{path}' can't be read: {reason.Message}"
                : error.Message);
        }
    }

    // In the form in which a request has them. Documents have an object, or the text of one.
    private static Dictionary<string, IReadOnlyList<string>> Given(JsonNode? parameters)
    {
        try
        {
            return (parameters as JsonObject ?? Parse(Text(parameters)) ?? []).ToDictionary(
                static one => one.Key,
                static one => one.Value is JsonArray list ? [.. list.Select(Text)] : (IReadOnlyList<string>)[Text(one.Value)],
                StringComparer.Ordinal);
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            throw new ContentException($"documentParameters must be an object with a value for each parameter: {error.Message}");
        }
    }

    private static JsonObject? Parse(string text) => text.Length == 0 ? null : JsonNode.Parse(text) as JsonObject;

    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(),
    };
}
