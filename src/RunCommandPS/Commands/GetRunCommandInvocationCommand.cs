using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Parameters;
using RunCommandPS.Pipeline;
using RunCommandPS.Reading;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary><c>Get-RunCommandInvocation</c>: what a command did on each node, with its steps and their output.</summary>
[Cmdlet(VerbsCommon.Get, "RunCommandInvocation")]
[OutputType(typeof(CommandInvocation))]
public sealed class GetRunCommandInvocationCommand : CommandNodesCmdlet
{
    private NodeChoice? _nodes;

    /// <summary>Only invocations in this status.</summary>
    [Parameter]
    [ValidateSet(RunStatus.Pending, RunStatus.InProgress, RunStatus.Delayed, RunStatus.Success, RunStatus.Cancelled, RunStatus.TimedOut,
        RunStatus.Failed, RunStatus.Cancelling)]
    public string? Status { get; set; }

    /// <summary>
    /// Only nodes that have ended and did not succeed, whatever the reason; nodes that were never reached are among them.
    /// </summary>
    [Parameter]
    public SwitchParameter FailedOnly { get; set; }

    /// <summary>Only the results of this step.</summary>
    [Parameter]
    [Alias("PluginName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StepCompleter))]
    public string? Step { get; set; }

    /// <summary>Reads each step's standard output (24,000 characters) and standard error (8,000 characters), one call a step.</summary>
    [Parameter]
    public SwitchParameter FullOutput { get; set; }

    /// <inheritdoc/>
    private protected override object? ErrorTarget => CommandReference.Ids(CommandId);

    /// <summary>Reads the invocations.</summary>
    protected override void ProcessRecord()
    {
        // The status of a node is asked of the service, which says nothing then of nodes in another one.
        _nodes ??= new NodeChoice(Status is null ? NamedNodes : null);
        foreach (var reference in CommandId)
        {
            var connection = Connection(reference.Origin);
            _nodes.Search(reference.CommandId);
            Run((output, stop) => ReadAsync(reference, connection, output, stop));
        }
    }

    /// <summary>Reports nodes that none of the commands has.</summary>
    protected override void EndProcessing()
    {
        foreach (var (instanceId, unknown) in _nodes?.Unknown() ?? [])
        {
            WriteError(ErrorRecords.From(unknown, instanceId));
        }
    }

    private async Task ReadAsync(CommandReference reference, ConnectionOptions connection, PipelineOutput output, CancellationToken stop)
    {
        var reader = new CommandReader(SessionService.Of(connection, output));
        var selection = new InvocationSelection(FailedOnly, Step);
        var status = Status is null ? null : ServiceValues.Canonical(Status, ServiceValues.InvocationStatuses);
        var nodes = CommandReference.NodesOf([reference], NamedNodes);
        if (nodes is { Count: 0 })
        {
            return;
        }

        foreach (var instanceId in nodes ?? [null!])
        {
            var query = new CommandQuery { CommandId = reference.CommandId, InstanceId = instanceId, Status = status, Details = true };
            await foreach (var invocation in reader.InvocationsAsync(query, stop).ConfigureAwait(false))
            {
                _nodes!.See(invocation.InstanceId);
                if (selection.Select(invocation) is { } selected)
                {
                    await WriteAsync(reader, selected, output, stop).ConfigureAwait(false);
                }
            }
        }

        foreach (var (commandId, unknown) in selection.UnknownStep())
        {
            await output.ErrorAsync(ErrorRecords.From(unknown, commandId)).ConfigureAwait(false);
        }

        await ReportOthersAsync(reference, nodes is null && Status is null, selection, reader, output, stop).ConfigureAwait(false);
    }

    private async Task ReportOthersAsync(CommandReference reference, bool isWhole, InvocationSelection selection, CommandReader reader,
        PipelineOutput output, CancellationToken stop)
    {
        // Where nodes are open, or only some were asked for, there is nothing to be said of the others.
        if (selection.IsAny && (!isWhole || !selection.HasEnded))
        {
            return;
        }

        // An unknown command and one without invocations (yet) both answer with an empty page; only the first is a mistake.
        var command = reference.Known is { HasEnded: true } known
            ? known
            : await reader.FindCommandAsync(reference.CommandId, stop).ConfigureAwait(false);
        if (command is null or { HasEnded: false, InstanceIds.Count: 0 })
        {
            // Nobody knows (yet) what nodes it has.
            _nodes!.Miss();
        }

        if (command is null)
        {
            await output.ErrorAsync(
                ErrorRecords.From(reader.NoSuchCommand(reference.CommandId), reference.CommandId)).ConfigureAwait(false);
        }
        else if (isWhole && command.HasEnded && selection.Unseen(command) is { Count: > 0 } unseen)
        {
            await output.WarnAsync(RunErrors.Unheard(command.CommandId, unseen.InstanceIds, unseen.Count).Message).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(CommandReader reader, CommandInvocation invocation, PipelineOutput output, CancellationToken stop)
    {
        try
        {
            await output.WriteAsync(
                FullOutput ? await reader.WithOutputAsync(invocation, stop).ConfigureAwait(false) : invocation).ConfigureAwait(false);
        }
        catch (RunCommandException exception)
        {
            // The output of this node can't be had; what is known of it is written all the same.
            await output.ErrorAsync(ErrorRecords.From(exception, invocation)).ConfigureAwait(false);
            await output.WriteAsync(invocation).ConfigureAwait(false);
        }
    }
}
