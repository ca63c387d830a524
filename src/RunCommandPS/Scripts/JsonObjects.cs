using System.Management.Automation;
using System.Text.Json;
using RunCommandPS.Errors;

namespace RunCommandPS.Scripts;

/// <summary>Converts a node's JSON to objects.</summary>
internal static class JsonObjects
{
    private const int LongestQuote = 80;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    /// <summary>
    /// The objects: the items of an array, or the one value there is. Each has PSComputerName, and InstanceId and the
    /// node's InstanceName unless the JSON has its own.
    /// </summary>
    /// <exception cref="OutputNotJsonException">It is not JSON, or can't be converted to objects.</exception>
    public static IReadOnlyList<object> Of(NodeOutput output)
    {
        if (string.IsNullOrWhiteSpace(output.StandardOutput))
        {
            throw OutputErrors.NotJson(output, "nothing was written.", null);
        }

        var text = output.StandardOutput.TrimStart('\uFEFF');
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            var root = document.RootElement;
            var values = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().Select(Value).ToList() : [Value(root)];
            return values.OfType<object>().Select(value => WithNode(value, output)).ToList();
        }
        catch (JsonException exception)
        {
            var quote = exception.LineNumber is { } line ? $": {Quote(text, line)}" : "";
            throw OutputErrors.NotJson(output, $"{JsonProblem.Of(exception, text)}{quote}.", exception);
        }
    }

    // The first line that is not valid JSON.
    private static string Quote(string text, long number)
    {
        var line = text.Split('\n').ElementAtOrDefault((int)number)?.Trim() ?? "";
        return line.Length == 0 ? "the text ends there" : $"'{(line.Length > LongestQuote ? line[..LongestQuote] + "…" : line)}'";
    }

    private static PSObject WithNode(object value, NodeOutput output)
    {
        var item = value as PSObject ?? new PSObject(value);
        Set(item, "PSComputerName", output.InstanceId);
        SetNew(item, nameof(NodeOutput.InstanceId), output.InstanceId);
        if (output.InstanceName.Length > 0)
        {
            SetNew(item, nameof(NodeOutput.InstanceName), output.InstanceName);
        }

        return item;
    }

    private static void SetNew(PSObject item, string name, string value)
    {
        if (item.Properties[name] is null)
        {
            Set(item, name, value);
        }
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Map(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => element.TryGetInt32(out var number) ? number
            : element.TryGetInt64(out var large) ? large
            : element.TryGetDecimal(out var exact) ? exact
            : element.GetDouble(),
        _ => null,
    };

    private static PSObject Map(JsonElement element)
    {
        var map = new PSObject();
        foreach (var member in element.EnumerateObject())
        {
            // Property names can't be empty, and are case-insensitive.
            if (member.Name.Length == 0 || map.Properties[member.Name] is not null)
            {
                throw new JsonException($"'{member.Name}' can't be a property name, or already is one.");
            }

            Set(map, member.Name, Value(member.Value));
        }

        return map;
    }

    private static void Set(PSObject item, string name, object? value)
    {
        item.Properties.Remove(name);
        item.Properties.Add(new PSNoteProperty(name, value));
    }
}
