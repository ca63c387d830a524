using System.Text.Json.Nodes;

namespace RunCommandPS.Conformance.Tests.Table;

/// <summary>Holds the results of a case's calls against what the table says.</summary>
internal sealed class CaseCheck
{
    private const string Anything = "*";

    private readonly Dictionary<string, string> _kept = new(ConformanceTable.Variables);
    private readonly List<string> _differences = [];

    private CaseCheck()
    {
    }

    /// <summary>What is not as the table says, one line each; nothing where all is.</summary>
    public static IReadOnlyList<string> Differences(JsonArray calls, JsonArray results)
    {
        var check = new CaseCheck();
        for (var i = 0; i < calls.Count; i++)
        {
            var call = calls[i]!.AsObject();
            var place = $"call {i + 1}, {call["operation"] ?? call["waiter"]}";
            if (i >= results.Count)
            {
                check._differences.Add($"{place}: was not made");
                break;
            }

            check.Compare(call, results[i]!.AsObject(), place);
        }

        return check._differences;
    }

    private void Compare(JsonObject call, JsonObject result, string place)
    {
        foreach (var (name, path) in call["keep"]?.AsObject() ?? [])
        {
            if (Find(result["output"], path!.GetValue<string>()) is { } kept)
            {
                _kept[name] = kept.GetValue<string>();
            }
        }

        if (call["error"] is { } error)
        {
            Compare(error, result["error"], $"{place}, error (the result was {result.ToJsonString()})");
            return;
        }

        if (result["output"] is null)
        {
            _differences.Add($"{place}: {result.ToJsonString()}");
            return;
        }

        Compare(call["expect"], result["output"], place);

        // The CLI does not tell how many pages it has read.
        if (result.ContainsKey("pages"))
        {
            Compare(call["pages"], result["pages"], $"{place}, pages");
        }
    }

    private void Compare(JsonNode? expected, JsonNode? actual, string place)
    {
        switch (expected)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    Compare(value, (actual as JsonObject)?[name], $"{place}.{name}");
                }

                break;
            case JsonArray items when actual is JsonArray found && found.Count == items.Count:
                for (var i = 0; i < items.Count; i++)
                {
                    Compare(items[i], found[i], $"{place}[{i}]");
                }

                break;
            default:
                if (!Is(expected, actual))
                {
                    _differences.Add($"{place}: expected {expected?.ToJsonString()}, got {actual?.ToJsonString() ?? "nothing"}");
                }

                break;
        }
    }

    private bool Is(JsonNode? expected, JsonNode? actual) =>
        expected is JsonValue value && value.TryGetValue<string>(out var text)
            ? text == Anything
                ? actual is not null
                : actual is JsonValue found && found.TryGetValue<string>(out var other) && other == Fill(text)
            : JsonNode.DeepEquals(expected, actual);

    private string Fill(string text) =>
        _kept.Aggregate(text, (filled, one) => filled.Replace($"${{{one.Key}}}", one.Value, StringComparison.Ordinal));

    private static JsonNode? Find(JsonNode? node, string path) => path.Split('.').Aggregate(node, static (found, part) => found?[part]);
}
