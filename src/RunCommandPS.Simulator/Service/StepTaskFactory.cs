using System.Text.Json.Nodes;
using RunCommandPS.Documents;
using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Service;

/// <summary>Prepares a document's steps for the nodes, once per command.</summary>
internal static class StepTaskFactory
{
    /// <summary>The steps, for a command that has no id yet: nothing should wait while they are prepared.</summary>
    public static IReadOnlyList<StepTask> Create(CommandDocument document, BoundParameters parameters) =>
        WithEarlier([.. document.Steps.Select(step => Create(step, parameters))]);

    private static StepTask[] WithEarlier(StepTask[] tasks) =>
    [
        .. tasks.Select((task, index) => task with
        {
            Earlier = [.. tasks.Take(index).Select(static earlier => earlier.Download).OfType<ContentDownload>()],
        }),
    ];

    private static StepTask Create(DocumentStep step, BoundParameters parameters)
    {
        var inputs = (JsonObject)Interpolation.Resolve(step.Inputs, parameters)!;
        var timeout = ExecutionTimeout.Of(Text(inputs["timeoutSeconds"]));
        return new StepTask(
            "",
            step,
            Script(inputs),
            Text(inputs["workingDirectory"]) ?? "",
            Shorter(timeout, step.TimeoutSeconds),
            parameters.Environment)
        {
            Download = step.Action != PluginName.DownloadContent ? null : ContentDownload.Of(inputs) with
            {
                Platforms = [.. ServiceValues.PlatformTypes.Where(platform => step.RunsOn(platform, parameters))],
            },
        };
    }

    private static TimeSpan Shorter(TimeSpan timeout, int? stepSeconds) =>
        stepSeconds is { } seconds && seconds < timeout.TotalSeconds ? TimeSpan.FromSeconds(seconds) : timeout;

    // The agent joins the lines with newlines, whatever the platform.
    private static string Script(JsonObject inputs) => inputs["runCommand"] switch
    {
        null => inputs.ToJsonString(),
        JsonArray lines => string.Join('\n', lines.Select(Text)),
        var single => Text(single) ?? "",
    };

    private static string? Text(JsonNode? node) => node switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => node.ToJsonString(),
    };
}
