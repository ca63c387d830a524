using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Connection;
using RunCommandPS.Reading;
using RunCommandPS.Transformation;

namespace RunCommandPS.Parameters;

/// <summary>
/// A cmdlet for commands that were sent, and for some of their nodes. It collects the commands that come down the pipeline.
/// </summary>
public abstract class CommandNodesCmdlet : RemoteCmdlet
{
    /// <summary>
    /// Ids of commands, or commands or invocations as another cmdlet returned them. An invocation means only its own node.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Command", "Id")]
    [CommandReferenceTransformation]
    [ArgumentCompleter(typeof(CommandIdCompleter))]
    public CommandReference[] CommandId { get; set; } = [];

    /// <summary>Only these nodes: ids, or nodes as another cmdlet returned them.</summary>
    [Parameter(Position = 1)]
    [Alias("InstanceIds")]
    [ValidateNames("node")]
    [NodeReferenceTransformation]
    [ValidateSpecPattern(ServiceLimits.InstanceIdPattern)]
    [ArgumentCompleter(typeof(NodeIdCompleter))]
    public NodeReference[]? InstanceId { get; set; }

    /// <summary>The commands that came down the pipeline so far.</summary>
    private protected ByConnection<List<CommandReference>> Commands { get; } = new();

    /// <summary>The nodes that the caller specified; null if none are.</summary>
    private protected IReadOnlyList<string>? NamedNodes => InstanceId?.Select(node => node.InstanceId).ToArray();

    /// <inheritdoc/>
    private protected override object? ErrorTarget => CommandReference.Ids(Commands.SelectMany(group => group.Items));

    /// <summary>The nodes that are looked for in those commands.</summary>
    private protected NodeChoice ChooseNodes()
    {
        var nodes = new NodeChoice(NamedNodes);
        foreach (var reference in Commands.SelectMany(group => group.Items))
        {
            nodes.Search(reference.CommandId);
        }

        return nodes;
    }

    /// <summary>Collects the commands.</summary>
    protected override void ProcessRecord()
    {
        foreach (var reference in CommandId)
        {
            Commands[Connection(reference.Origin)].Add(reference);
        }
    }
}
