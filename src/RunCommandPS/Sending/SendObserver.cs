using System.Management.Automation;
using RunCommandPS.Errors;
using RunCommandPS.Pipeline;

namespace RunCommandPS.Sending;

/// <summary>
/// Passes what a send does to the pipeline: commands as objects, failures as errors, and a progress bar once there are several.
/// </summary>
/// <param name="output">The pipeline.</param>
internal sealed class SendObserver(PipelineOutput output) : IPlacedSendObserver
{
    private const int ActivityId = 0x5C;

    private readonly object _gate = new();
    private int _commands;
    private int _nodes;

    public async ValueTask SentAsync(Command command, SendCommandRequest request)
    {
        await output.WriteAsync(command).ConfigureAwait(false);
        int commands, nodes;
        lock (_gate)
        {
            commands = ++_commands;
            nodes = _nodes += request.InstanceIds?.Count ?? 0;
        }

        if (commands > 1)
        {
            await output.ProgressAsync(new ProgressRecord(
                ActivityId, $"Sending {request.DocumentName}", $"{commands} commands to {nodes} nodes")).ConfigureAwait(false);
        }
    }

    public ValueTask FoundAsync(Command command, SendCommandRequest request) =>
        output.VerboseAsync($"The response to SendCommand was lost, but the command was found: {command}.");

    public ValueTask ThrottledAsync(SendCommandRequest request, TimeSpan waited)
    {
        int commands, nodes;
        lock (_gate)
        {
            (commands, nodes) = (_commands, _nodes);
        }

        var sent = commands > 0 ? $"{commands} commands to {nodes} nodes, and the next" : "The command";
        var status = $"{sent} waits, because the service is throttling: {waited.TotalSeconds:0} s";
        return output.ProgressAsync(new ProgressRecord(ActivityId, $"Sending {request.DocumentName}", status));
    }

    public async ValueTask FailedAsync(SendFailure failure)
    {
        var (error, request, invalid) = failure;
        var message = invalid.Count > 0
            ? $"{error.Message} Not accepted: {string.Join(", ", invalid)}."
            : error.Message;
        await output.ErrorAsync(ErrorRecords.From(error, SendDescription.Target(request), message)).ConfigureAwait(false);
    }

    public ValueTask UnreachableAsync(RunCommandException error, IReadOnlyList<SendCommandRequest> notSent)
    {
        object[] nodes = [.. notSent.SelectMany(request => (IEnumerable<object>?)request.InstanceIds ?? request.Targets ?? [])];
        return output.ErrorAsync(ErrorRecords.From(error, nodes));
    }

    public ValueTask SkippedAsync(IReadOnlyList<string> instanceIds) =>
        output.WarnAsync(
            $"Left out, because the service does not accept commands for {(instanceIds.Count == 1 ? "it" : "them")}: "
                + $"{string.Join(", ", instanceIds)}.");
}
