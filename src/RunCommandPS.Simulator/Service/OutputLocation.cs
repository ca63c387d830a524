using RunCommandPS.Documents;

namespace RunCommandPS.Simulator.Service;

/// <summary>Where a step's output goes in S3, and how the service words it.</summary>
/// <remarks>
/// Source: the agent, which joins prefix, command, node, action and step as a path and leaves out colons; recordings for the URL.
/// </remarks>
internal static class OutputLocation
{
    public const string StandardOutput = "stdout";

    public const string StandardError = "stderr";

    public static string Key(InvocationState invocation, int step, string stream)
    {
        var command = invocation.Command;
        var task = command.Tasks[step].Step;
        var prefix = command.Request.OutputS3KeyPrefix ?? "";
        IEnumerable<string> parts =
            [.. prefix.Split('/'), command.CommandId, invocation.Node.InstanceId, task.Action, Folder(command, task), stream];
        var key = string.Join('/', parts.Where(part => part.Length > 0)).Replace(":", "", StringComparison.Ordinal);
        return prefix.StartsWith('/') ? "/" + key : key;
    }

    /// <summary>
    /// What StandardOutputUrl and StandardErrorUrl say; empty if no bucket was requested. OutputS3Region
    /// changes nothing, because the service ignores it.
    /// </summary>
    public static string Url(InvocationState invocation, int step, string stream, string region) =>
        invocation.Command.Request.OutputS3BucketName is { } bucket
            ? $"https://s3.{region}.amazonaws.com/{bucket}/{Key(invocation, step, stream)}"
            : "";

    // A step of schema 1.2 has no name of its own, but an id among the properties of its action.
    private static string Folder(CommandState command, DocumentStep step) => command.Document.Content.SchemaVersion == "1.2"
        ? step.Inputs["id"]?.ToString() ?? $"0.{step.Action}"
        : step.Name;
}
