using System.Text.Json;
using System.Text.Json.Nodes;
using RunCommandPS.Errors;

namespace RunCommandPS.Transformation;

/// <summary>Nodes and requests in a JSON text, such as the AWS CLI writes.</summary>
internal static class JsonInput
{
    /// <summary>Reads it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The item of the input that it begins with.</param>
    /// <param name="repeatsCommands">Whether a command is a request to run it again.</param>
    /// <returns>What is in it. Everything that can't be read is one error.</returns>
    public static IReadOnlyList<InputItem> Read(string text, object? source, bool repeatsCommands)
    {
        try
        {
            var items = InputReader.Read(Plain(JsonNode.Parse(text)), repeatsCommands).ToList();
            var bad = items.OfType<InputItem.Unreadable>().ToList();
            return bad.Count < 2 ? items : [.. items.Except(bad), Together(bad, source)];
        }
        catch (JsonException exception)
        {
            var error = InputErrors.Input(
                $"A string that looks like JSON is not valid JSON: {JsonProblem.Of(exception, text)}.",
                "Pass one complete JSON text, as a program wrote it: line by line, or with Get-Content -Raw.");
            return [new InputItem.Unreadable(error, source)];
        }
    }

    private static InputItem.Unreadable Together(List<InputItem.Unreadable> bad, object? source) => new(
        InputErrors.Input(
            $"{bad.Count} items in the JSON don't name a node. The first: {bad[0].Error.Message}", bad[0].Error.Recommendation ?? ""),
        source);

    private static object? Plain(JsonNode? node) => node switch
    {
        JsonObject map => map.ToDictionary(pair => pair.Key, pair => Plain(pair.Value)),
        JsonArray list => list.Select(Plain).ToList(),
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        JsonValue value when value.TryGetValue<double>(out var number) => number,
        _ => null,
    };
}
