using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Output;
using RunCommandPS.Pipeline;
using RunCommandPS.Reading;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary><c>Receive-RunCommandOutput</c>: what each step of a command wrote on each node, whole where it can be had.</summary>
[Cmdlet(VerbsCommunications.Receive, "RunCommandOutput", DefaultParameterSetName = "Object")]
[OutputType(typeof(NodeOutput), ParameterSetName = ["Object"])]
[OutputType(typeof(OutputGroup), ParameterSetName = ["Fold"])]
[OutputType(typeof(string), ParameterSetName = ["Text"])]
[OutputType(typeof(PSObject), ParameterSetName = ["Json"])]
public sealed class ReceiveRunCommandOutputCommand : RemoteCmdlet
{
    private readonly List<(ConnectionOptions Connection, CommandReference Reference)> _commands = [];

    /// <summary>Ids of commands, or commands or invocations as another cmdlet returned them. Of an invocation only its own node is read.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Command", "Id")]
    [CommandReferenceTransformation]
    [ArgumentCompleter(typeof(CommandIdCompleter))]
    public CommandReference[] CommandId { get; set; } = [];

    /// <summary>Only the output of these nodes.</summary>
    [Parameter(Position = 1)]
    [Alias("InstanceIds")]
    [SpecText(ServiceLimits.InstanceIdPattern, "a node id: i- or mi- and 17 letters or digits (i- also 8)")]
    [ValidateNotNullOrEmpty]
    [ValidatePattern(SpecPattern.Start + ServiceLimits.InstanceIdPattern + SpecPattern.End, Options = SpecPattern.Options)]
    [ArgumentCompleter(typeof(NodeIdCompleter))]
    public string[]? InstanceId { get; set; }

    /// <summary>Only the output of these steps, by name; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StepCompleter))]
    public string[]? Step { get; set; }

    /// <summary>Groups the nodes that wrote the same, the largest group first.</summary>
    [Parameter(ParameterSetName = "Fold")]
    public SwitchParameter Fold { get; set; }

    /// <summary>As -Fold, and tells how each group differs from the largest.</summary>
    [Parameter(ParameterSetName = "Fold")]
    public SwitchParameter Diff { get; set; }

    /// <summary>Writes lines of text, each after its node's name, or its id where it has none.</summary>
    [Parameter(ParameterSetName = "Text", Mandatory = true)]
    public SwitchParameter AsText { get; set; }

    /// <summary>Makes objects of standard output that is JSON, each with its node's id.</summary>
    [Parameter(ParameterSetName = "Json", Mandatory = true)]
    public SwitchParameter Json { get; set; }

    /// <summary>Waits for nodes that have not ended, and writes the output of each as it ends.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <inheritdoc/>
    private protected override object? ErrorTarget => _commands.Select(command => command.Reference.CommandId).ToArray();

    /// <inheritdoc/>
    private protected override void OnUndelivered(IReadOnlyList<object> values, IReadOnlyList<ErrorRecord> errors) => StoppedWaits.Tell(this, errors);

    /// <summary>Collects the commands.</summary>
    protected override void ProcessRecord() => _commands.AddRange(CommandId.Select(reference => (Connection(reference.Origin), reference)));

    /// <summary>Reads them all together.</summary>
    protected override void EndProcessing() => Run(async (output, stop) =>
    {
        OutputForm form = Fold || Diff ? new FoldedForm(Diff, output) : AsText ? new TextForm(output) : Json ? new JsonForm(output) : new ObjectForm(output);
        var steps = new StepChoice(Step, (pattern, step) => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(step));
        var nodes = new NodeChoice(InstanceId);
        _commands.ForEach(command => nodes.Search(command.Reference.CommandId));
        var cut = new CutOutputs();
        var groups = _commands.GroupBy(command => command.Connection, command => command.Reference).ToList();
        try
        {
            foreach (var group in groups)
            {
                try
                {
                    await foreach (var (invocation, reading) in ReadAsync(group, steps, nodes, output, stop).ConfigureAwait(false))
                    {
                        steps.See(invocation);
                        cut.See(invocation, reading);
                        foreach (var one in reading.Outputs)
                        {
                            await form.AddAsync(one).ConfigureAwait(false);
                        }

                        foreach (var error in reading.Errors)
                        {
                            await output.ErrorAsync(ErrorRecords.From(error, invocation)).ConfigureAwait(false);
                        }
                    }
                }
                catch (RunCommandException exception) when (groups.Count > 1)
                {
                    // One region that can't be read takes nothing away from the others.
                    nodes.Miss();
                    await output.ErrorAsync(ErrorRecords.From(exception,
                        group.Select(reference => reference.CommandId).Distinct().ToArray())).ConfigureAwait(false);
                }
            }
        }
        catch (RunCommandException)
        {
            // What was read before is not lost with what can't be.
            await form.FinishAsync().ConfigureAwait(false);
            throw;
        }

        await form.FinishAsync().ConfigureAwait(false);
        if (cut.Warning is { } warning)
        {
            await output.WarnAsync(warning).ConfigureAwait(false);
        }

        foreach (var (target, unknown) in steps.Unknown().Concat(nodes.Unknown()))
        {
            await output.ErrorAsync(ErrorRecords.From(unknown, target)).ConfigureAwait(false);
        }
    });

    private IAsyncEnumerable<(CommandInvocation Invocation, OutputReading Reading)> ReadAsync(
        IGrouping<ConnectionOptions, CommandReference> group, StepChoice steps, NodeChoice nodes, PipelineOutput output,
            CancellationToken stop)
    {
        var service = new SessionService(ModuleSession.Current.Connect(group.Key), output);
        var wanted = WantedNodes.Of(group, InstanceId);
        var invocations = Follow
            ? new FollowedInvocations(service, nodes, output, stop).ReadAsync(wanted, stop)
            : new EndedInvocations(service, nodes, output).ReadAsync(wanted, stop);
        return new OutputReader(service, new SessionStore(group.Key, output)).ReadAllAsync(invocations, steps.Includes, stop);
    }
}
