using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Connection;
using RunCommandPS.Errors;
using RunCommandPS.Parameters;
using RunCommandPS.Pipeline;
using RunCommandPS.Reading;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary>
/// <c>Get-RunCommandInvocation</c>: what a command did on each node, or what all commands did on a node, with steps and output.
/// </summary>
[Cmdlet(VerbsCommon.Get, "RunCommandInvocation", DefaultParameterSetName = HistorySet,
    HelpUri = HelpPages.Address + "Get-RunCommandInvocation.md")]
[OutputType(typeof(CommandInvocation))]
public sealed class GetRunCommandInvocationCommand : RemoteCmdlet
{
    private const string CommandSet = "Command";
    private const string HistorySet = "History";
    private const string PipedHistorySet = "PipedHistory";

    // An EC2 instance has a tag object for each of its tags.
    private readonly HashSet<NodeReference> _read = [];
    private readonly ReadingProgress _progress = new("Getting invocations", "invocations");
    private NodeChoice? _nodes;

    /// <summary>
    /// Ids of commands, or commands or invocations as another cmdlet returned them. An invocation means only its own node.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = CommandSet)]
    [Alias("Command", "Id")]
    [CommandReferenceTransformation(LeavesNodes = true)]
    [ArgumentCompleter(typeof(CommandIdCompleter))]
    public CommandReference[] CommandId { get; set; } = [];

    /// <summary>
    /// Only these nodes, or without commands everything that was run on them: ids, or nodes as another cmdlet returned them.
    /// </summary>
    [Parameter(Position = 1, ParameterSetName = CommandSet)]
    [Parameter(Mandatory = true, ParameterSetName = HistorySet)]
    [Alias("InstanceIds")]
    [ValidateNames("node")]
    [NodeReferenceTransformation]
    [ValidateSpecPattern(ServiceLimits.InstanceIdPattern)]
    [ArgumentCompleter(typeof(NodeIdCompleter))]
    public NodeReference[]? InstanceId { get; set; }

    /// <summary>Nodes whose history is read: ids, or nodes as another cmdlet returned them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = PipedHistorySet)]
    [PipedNodesTransformation]
    [AllowEmptyCollection]
    public NodeReference[] InputObject { get; set; } = [];

    /// <summary>Only what was sent after this moment: a date, or how long ago (<c>-7d</c>, <c>-12h</c>, a TimeSpan).</summary>
    [Parameter(ParameterSetName = HistorySet)]
    [Parameter(ParameterSetName = PipedHistorySet)]
    [MomentTransformation]
    public DateTimeOffset? InvokedAfter { get; set; }

    /// <summary>Only what was sent before this moment: a date, or how long ago (<c>-7d</c>, <c>-12h</c>, a TimeSpan).</summary>
    [Parameter(ParameterSetName = HistorySet)]
    [Parameter(ParameterSetName = PipedHistorySet)]
    [MomentTransformation]
    public DateTimeOffset? InvokedBefore { get; set; }

    /// <summary>At most this many invocations of each node, the newest; no more pages are read than necessary.</summary>
    [Parameter(ParameterSetName = HistorySet)]
    [Parameter(ParameterSetName = PipedHistorySet)]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>Only invocations in this status.</summary>
    [Parameter]
    [ValidateSet(RunStatus.Pending, RunStatus.InProgress, RunStatus.Delayed, RunStatus.Success, RunStatus.Cancelled, RunStatus.TimedOut,
        RunStatus.Failed, RunStatus.Cancelling)]
    public string? Status { get; set; }

    /// <summary>
    /// Only nodes that have ended and did not succeed, for whatever reason, including nodes that were never reached.
    /// </summary>
    [Parameter]
    public SwitchParameter FailedOnly { get; set; }

    /// <summary>Only the results of this step.</summary>
    [Parameter]
    [Alias("PluginName")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StepCompleter))]
    public string? Step { get; set; }

    /// <summary>Reads each step's standard output (24,000 characters) and standard error (8,000 characters), one call per step.</summary>
    [Parameter]
    public SwitchParameter FullOutput { get; set; }

    /// <inheritdoc/>
    private protected override object? ErrorTarget =>
        ParameterSetName switch
        {
            HistorySet => NamedNodes,
            PipedHistorySet => Ids(InputObject),
            _ => CommandReference.Ids(CommandId),
        };

    private string[]? NamedNodes => InstanceId is null ? null : Ids(InstanceId);

    private static string[] Ids(NodeReference[] nodes) => nodes.Select(node => node.InstanceId).ToArray();

    private string? ServiceStatus => Status is null ? null : ServiceValues.Canonical(Status, ServiceValues.InvocationStatuses);

    /// <summary>Reads the invocations.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName is HistorySet or PipedHistorySet)
        {
            ReadHistory(ParameterSetName == HistorySet ? InstanceId! : InputObject);
            return;
        }

        // The service filters by the status of a node, and then reports nothing about nodes in another status.
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
        _progress.Close(this);
        foreach (var (instanceId, unknown) in _nodes?.Unknown() ?? [])
        {
            WriteError(ErrorRecords.From(unknown, instanceId));
        }
    }

    private async Task ReadAsync(CommandReference reference, ConnectionOptions connection, PipelineOutput output, CancellationToken stop)
    {
        var reader = new CommandReader(SessionService.WithNames(connection, output));
        var selection = new InvocationSelection(FailedOnly, Step);
        var nodes = CommandReference.NodesOf([reference], NamedNodes);
        if (nodes is { Count: 0 })
        {
            return;
        }

        foreach (var instanceId in nodes ?? [null!])
        {
            var query = new CommandQuery
            {
                CommandId = reference.CommandId,
                InstanceId = instanceId,
                Status = ServiceStatus,
                Details = true,
            };
            await foreach (var invocation in _progress.Over(reader.InvocationsAsync(query, stop), output, stop).ConfigureAwait(false))
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

    private void ReadHistory(NodeReference[] references)
    {
        var nodes = new ByConnection<List<string>>();
        foreach (var node in references.Where(_read.Add))
        {
            foreach (var connection in Connections(node.Origin))
            {
                nodes[connection].Add(node.InstanceId);
            }
        }

        Run((output, stop) => SeveralConnections.ReadAsync(
            nodes.Select(group => group.Connection).ToArray(),
            connection => ReadHistoryAsync(nodes[connection], connection, output, stop),
            output));
    }

    private async Task ReadHistoryAsync(List<string> nodes, ConnectionOptions connection, PipelineOutput output, CancellationToken stop)
    {
        var reader = new CommandReader(SessionService.WithNames(connection, output));
        foreach (var instanceId in nodes)
        {
            var query = new CommandQuery
            {
                InstanceId = instanceId,
                Status = ServiceStatus,
                InvokedAfter = InvokedAfter,
                InvokedBefore = InvokedBefore,
                Details = true,
                PageSize = FailedOnly || Step is not null || First is null
                    ? ServiceLimits.PageSizeMaximum : Math.Min(First.Value, ServiceLimits.PageSizeMaximum),
            };
            try
            {
                await ReadHistoryAsync(reader, query, output, stop).ConfigureAwait(false);
            }
            catch (InvalidInstanceIdException exception)
            {
                await output.ErrorAsync(ErrorRecords.From(exception, instanceId)).ConfigureAwait(false);
            }
        }
    }

    private async Task ReadHistoryAsync(CommandReader reader, CommandQuery query, PipelineOutput output, CancellationToken stop)
    {
        var selection = new InvocationSelection(FailedOnly, Step);
        var left = First ?? int.MaxValue;
        await foreach (var invocation in _progress.Over(reader.InvocationsAsync(query, stop), output, stop).ConfigureAwait(false))
        {
            if (selection.Select(invocation) is { } selected)
            {
                await WriteAsync(reader, selected, output, stop).ConfigureAwait(false);
                if (--left == 0)
                {
                    return;
                }
            }
        }
    }

    private async Task ReportOthersAsync(CommandReference reference, bool isWhole, InvocationSelection selection, CommandReader reader,
        PipelineOutput output, CancellationToken stop)
    {
        // If nodes are open, or only some were requested, nothing can be said about the others.
        if (selection.IsAny && (!isWhole || !selection.HasEnded))
        {
            return;
        }

        // An unknown command and one without invocations (yet) both return an empty page; only the first is a mistake.
        var command = reference.Known is { HasEnded: true } known
            ? known
            : await reader.FindCommandAsync(reference.CommandId, stop).ConfigureAwait(false);
        if (command is null or { HasEnded: false, InstanceIds.Count: 0 })
        {
            // Its nodes are not known (yet).
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
            // The output of this node can't be read; what is known about it is written anyway.
            await output.ErrorAsync(ErrorRecords.From(exception, invocation)).ConfigureAwait(false);
            await output.WriteAsync(invocation).ConfigureAwait(false);
        }
    }
}
