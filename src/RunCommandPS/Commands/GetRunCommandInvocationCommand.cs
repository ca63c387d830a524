using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Pipeline;
using RunCommandPS.Reading;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary><c>Get-RunCommandInvocation</c>: what a command did on each node, with its steps and their output.</summary>
[Cmdlet(VerbsCommon.Get, "RunCommandInvocation")]
[OutputType(typeof(CommandInvocation))]
public sealed class GetRunCommandInvocationCommand : RemoteCmdlet
{
    /// <summary>Ids of commands, or commands as another cmdlet returned them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Command", "Id")]
    [CommandReferenceTransformation]
    [ArgumentCompleter(typeof(CommandIdCompleter))]
    public CommandReference[] CommandId { get; set; } = [];

    /// <summary>Only the invocations on these nodes.</summary>
    [Parameter(Position = 1)]
    [Alias("InstanceIds")]
    [SpecText(ServiceLimits.InstanceIdPattern, "a node id: i- or mi- and 17 letters or digits (i- also 8)")]
    [ValidatePattern(SpecPattern.Start + ServiceLimits.InstanceIdPattern + SpecPattern.End, Options = SpecPattern.Options)]
    [ArgumentCompleter(typeof(NodeIdCompleter))]
    public string[]? InstanceId { get; set; }

    /// <summary>Only invocations in this status.</summary>
    [Parameter]
    [ValidateSet(RunStatus.Pending, RunStatus.InProgress, RunStatus.Delayed, RunStatus.Success, RunStatus.Cancelled, RunStatus.TimedOut, RunStatus.Failed, RunStatus.Cancelling)]
    public string? Status { get; set; }

    /// <summary>Reads each step's standard output (24,000 characters) and standard error (8,000 characters), one call a step.</summary>
    [Parameter]
    public SwitchParameter FullOutput { get; set; }

    /// <inheritdoc/>
    private protected override object? ErrorTarget => CommandId.Select(reference => reference.CommandId).ToArray();

    /// <summary>Reads the invocations.</summary>
    protected override void ProcessRecord()
    {
        foreach (var reference in CommandId)
        {
            var connection = Connection(reference.Origin);
            Run((output, stop) => ReadAsync(reference.CommandId, connection, output, stop));
        }
    }

    private async Task ReadAsync(string commandId, ConnectionOptions connection, PipelineOutput output, CancellationToken stop)
    {
        var reader = new CommandReader(new SessionService(ModuleSession.Current.Connect(connection), output));
        var status = Status is null ? null : ServiceValues.Canonical(Status, ServiceValues.InvocationStatuses);
        var found = false;
        foreach (var instanceId in InstanceId ?? [null!])
        {
            var query = new CommandQuery { CommandId = commandId, InstanceId = instanceId, Status = status, Details = true };
            await foreach (var invocation in reader.InvocationsAsync(query, stop).ConfigureAwait(false))
            {
                found = true;
                await WriteAsync(reader, invocation, output, stop).ConfigureAwait(false);
            }
        }

        // An unknown command and one without invocations (yet) both answer with an empty page; only the first is a mistake.
        if (!found && await reader.FindCommandAsync(commandId, stop).ConfigureAwait(false) is null)
        {
            await output.ErrorAsync(ErrorRecords.From(reader.NoSuchCommand(commandId), commandId)).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(CommandReader reader, CommandInvocation invocation, PipelineOutput output, CancellationToken stop)
    {
        try
        {
            await output.WriteAsync(FullOutput ? await reader.WithOutputAsync(invocation, stop).ConfigureAwait(false) : invocation).ConfigureAwait(false);
        }
        catch (RunCommandException exception)
        {
            // The output of this node can't be had; what is known of it is written all the same.
            await output.ErrorAsync(ErrorRecords.From(exception, invocation)).ConfigureAwait(false);
            await output.WriteAsync(invocation).ConfigureAwait(false);
        }
    }
}
