using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Connection;
using RunCommandPS.Errors;
using RunCommandPS.Parameters;
using RunCommandPS.Pipeline;
using RunCommandPS.Receiving;
using RunCommandPS.Session;
using RunCommandPS.Transformation;
using RunCommandPS.Waiting;

namespace RunCommandPS.Commands;

/// <summary><c>Wait-RunCommandNode</c>: waits until nodes are managed and online, and returns them as they are.</summary>
[Cmdlet(VerbsLifecycle.Wait, "RunCommandNode", DefaultParameterSetName = NodeSet, HelpUri = HelpPages.Address + "Wait-RunCommandNode.md")]
[OutputType(typeof(ManagedNode))]
public sealed class WaitRunCommandNodeCommand : RemoteCmdlet
{
    private const string NodeSet = "Node";
    private const string TagSet = "Tag";

    private readonly ByConnection<List<string>> _nodes = new();
    private readonly NodeLines _lines;

    /// <summary>Makes the cmdlet.</summary>
    public WaitRunCommandNodeCommand() => _lines = new(this, () => Connections()[0]);

    /// <summary>Ids of nodes, or nodes in any form that Send-RunCommand takes. The service need not know them yet.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = NodeSet)]
    [Alias("InstanceIds", "Node", "Id")]
    [ValidateNames("node")]
    [NodeReferenceTransformation(TakesLines = true, Criteria = "-Tag")]
    [ArgumentCompleter(typeof(NodeIdCompleter))]
    public NodeReference[] InstanceId { get; set; } = [];

    /// <summary>Nodes with these tags, all of them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TagSet)]
    [ValidateNotNullOrEmpty]
    [TagFilterTransformation]
    [ArgumentCompleter(typeof(NodeTagCompleter))]
    public QueryFilter[] Tag { get; set; } = [];

    /// <summary>How many nodes with the tags must be online; otherwise all that are registered, and at least one.</summary>
    [Parameter(ParameterSetName = TagSet)]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>Longest wait: seconds or a TimeSpan; the default is ten minutes.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [DurationTransformation]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Time between two polls: seconds or a TimeSpan. By default, polls are frequent at first and less frequent later.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? PollingInterval { get; set; }

    /// <summary>Collects the nodes.</summary>
    protected override void ProcessRecord() => Collect(_lines.Read(InstanceId));

    private void Collect(IEnumerable<NodeReference> references)
    {
        foreach (var reference in references)
        {
            _nodes[Connection(reference.Origin)].Add(reference.InstanceId);
        }
    }

    /// <summary>Waits for them all together.</summary>
    protected override void EndProcessing()
    {
        Collect(_lines.End());
        (ConnectionOptions Connection, NodeGoal Goal)[] goals = ParameterSetName == TagSet
            ? [(Connection(), NodeGoal.Of(Tag, Count))]
            : [.. _nodes.Select(group => (group.Connection, NodeGoal.Of(group.Items)))];
        Run((output, stop) => Task.WhenAll(goals.Select((wait, index) =>
            WaitAsync(wait.Connection, wait.Goal, index, output, goals.Length > 1, stop))));
    }

    /// <inheritdoc/>
    private protected override object? ErrorTarget =>
        ParameterSetName == TagSet ? Tag : _nodes.SelectMany(group => group.Items).ToArray();

    private async Task WaitAsync(
        ConnectionOptions connection, NodeGoal goal, int index, PipelineOutput output, bool areSeveral, CancellationToken stop)
    {
        var observer = new NodeWaitObserver(output, index);
        try
        {
            var service = SessionService.WithNames(connection, output);
            await new NodeWaiter(service, goal, Timeout, PollingInterval, observer, TimeProvider.System)
                .WaitAsync(stop).ConfigureAwait(false);
        }
        catch (RunCommandException exception) when (areSeveral)
        {
            // One place that can't be reached does not affect the others.
            await output.ErrorAsync(ErrorRecords.From(exception, goal.InstanceIds.ToArray())).ConfigureAwait(false);
        }
        finally
        {
            await observer.CloseAsync().ConfigureAwait(false);
        }
    }
}
