using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Output;
using RunCommandPS.Parameters;
using RunCommandPS.Pipeline;
using RunCommandPS.Reading;
using RunCommandPS.Receiving;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary><c>Receive-RunCommandOutput</c>: what each step of a command wrote on each node, completely if possible.</summary>
[Cmdlet(VerbsCommunications.Receive, "RunCommandOutput", DefaultParameterSetName = "Object",
    HelpUri = HelpPages.Address + "Receive-RunCommandOutput.md")]
[OutputType(typeof(NodeOutput), ParameterSetName = ["Object"])]
[OutputType(typeof(OutputGroup), ParameterSetName = ["Fold"])]
[OutputType(typeof(string), ParameterSetName = ["Text"])]
[OutputType(typeof(PSObject), ParameterSetName = ["Json"])]
public sealed class ReceiveRunCommandOutputCommand : CommandNodesCmdlet
{
    private readonly ReadingProgress _progress = new("Receiving output", "nodes");

    /// <summary>Only the output of these steps, by name; wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(StepCompleter))]
    public string[]? Step { get; set; }

    /// <summary>Groups the nodes that wrote the same, the largest group first.</summary>
    [Parameter(ParameterSetName = "Fold")]
    public SwitchParameter Fold { get; set; }

    /// <summary>Like -Fold, and shows how each group differs from the largest.</summary>
    [Parameter(ParameterSetName = "Fold")]
    public SwitchParameter Diff { get; set; }

    /// <summary>Writes lines of text, each after its node's name, or its id if it has none.</summary>
    [Parameter(ParameterSetName = "Text", Mandatory = true)]
    public SwitchParameter AsText { get; set; }

    /// <summary>Converts standard output that is JSON to objects, each with its node's id.</summary>
    [Parameter(ParameterSetName = "Json", Mandatory = true)]
    public SwitchParameter Json { get; set; }

    /// <summary>Waits for nodes that have not ended, and writes the output of each as it ends.</summary>
    [Parameter]
    public SwitchParameter Follow { get; set; }

    /// <inheritdoc/>
    private protected override void OnUndelivered(IReadOnlyList<object> values, IReadOnlyList<ErrorRecord> errors)
    {
        // A user who stops waiting may think that the commands were stopped, too. Nothing is reported if a downstream command has enough.
        if (Stopping)
        {
            Undelivered.ReportErrors(Host, errors);
        }
    }

    /// <summary>Reads them all together.</summary>
    protected override void EndProcessing()
    {
        Run(ReceiveAsync);
        _progress.Close(this);
    }

    private async Task ReceiveAsync(PipelineOutput output, CancellationToken stop)
    {
        OutputForm form = Fold || Diff ? new FoldedForm(Diff, output)
            : AsText ? new TextForm(output)
            : Json ? new JsonForm(output)
            : new ObjectForm(output);
        var steps = new StepChoice(Step, (pattern, step) => WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(step));
        var nodes = ChooseNodes();
        var cut = new CutOutputs();
        try
        {
            foreach (var (connection, references) in Commands)
            {
                try
                {
                    var outputs = ReadAsync(connection, references, steps, nodes, output, stop);

                    // Following shows progress of its own.
                    var shown = Follow ? outputs : _progress.Over(outputs, output, stop);
                    await foreach (var (invocation, reading) in shown.ConfigureAwait(false))
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
                catch (RunCommandException exception) when (Commands.Skip(1).Any())
                {
                    // One Region that can't be read does not affect the others.
                    nodes.Miss();
                    var ids = references.Select(reference => reference.CommandId).Distinct().ToArray();
                    await output.ErrorAsync(ErrorRecords.From(exception, ids)).ConfigureAwait(false);
                }
            }
        }
        catch (RunCommandException)
        {
            // What was read before is not lost because of what can't be.
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
    }

    private IAsyncEnumerable<(CommandInvocation Invocation, OutputReading Reading)> ReadAsync(
        ConnectionOptions connection,
        List<CommandReference> references,
        StepChoice steps,
        NodeChoice nodes,
        PipelineOutput output,
        CancellationToken stop)
    {
        var service = SessionService.WithNames(connection, output);
        var wanted = WantedNodes.Of(references, NamedNodes);
        var invocations = Follow
            ? new FollowedInvocations(service, nodes, output, stop).ReadAsync(wanted, stop)
            : new EndedInvocations(service, nodes, output).ReadAsync(wanted, stop);
        return new OutputReader(service, new SessionStore(connection, output)).ReadAllAsync(invocations, steps.Includes, stop);
    }
}
