using System.Globalization;
using System.Text.Json.Nodes;

namespace RunCommandPS.Documents;

/// <summary>Reads the <c>runtimeConfig</c> of schema 1.2: actions by name, each with one set of properties or a list of them.</summary>
internal static class RuntimeConfigReader
{
    internal static List<DocumentStep> Read(JsonObject root)
    {
        if (root["mainSteps"] is not null)
        {
            throw root.Wrong("mainSteps", "is for schemaVersion \"2.2\"; in 1.2 write runtimeConfig.");
        }

        if (root.Object("runtimeConfig") is not { Count: > 0 } config)
        {
            throw root.Wrong("runtimeConfig", "is missing or empty; write an action with its properties.");
        }

        var steps = new List<DocumentStep>();
        foreach (var (action, _) in config)
        {
            ActionName.Checked(config, action, action);
            var plugin = config.Object(action) ?? throw config.Wrong(action, "is empty; write its properties.");
            var position = 0;
            foreach (var properties in Properties(plugin))
            {
                var inputs = (JsonObject)properties.DeepClone();
                steps.Add(new DocumentStep { Name = NameOf(action, position++), Action = action, Inputs = inputs });
            }
        }

        return steps;
    }

    // The service names the step after the action. Several sets of properties share it; for us each is a step, with a number from
    // the second on (CHOICE).
    private static string NameOf(string action, int position) =>
        position == 0 ? action : string.Create(CultureInfo.InvariantCulture, $"{action}_{position + 1}");

    private static IEnumerable<JsonObject> Properties(JsonObject plugin) => plugin["properties"] switch
    {
        JsonObject single => [single],
        JsonArray { Count: > 0 } list => list.Select((item, index) => item as JsonObject
            ?? throw list.Wrong(index, $"must be an object, not {DocumentJson.Kind(item)}.")),
        _ => throw plugin.Wrong("properties", "must be an object, or a list of at least one."),
    };
}
