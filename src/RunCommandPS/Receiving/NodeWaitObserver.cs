using RunCommandPS.Errors;
using RunCommandPS.Pipeline;
using RunCommandPS.Waiting;

namespace RunCommandPS.Receiving;

/// <summary>Passes what a wait for nodes sees to the pipeline: nodes as they come online, an error for the rest, a progress bar.</summary>
/// <param name="output">The pipeline.</param>
/// <param name="number">Distinguishes the progress bars of several waits.</param>
internal sealed class NodeWaitObserver(PipelineOutput output, int number) : INodeWaitObserver
{
    private readonly ProgressBar _bar = new(output, number, progress => progress.Nodes switch
    {
        0 => "Waiting for nodes",
        1 => "Waiting for a node to be online",
        _ => $"Waiting for {progress.Nodes} nodes to be online",
    })
    {
        Words = static progress => $"{progress.Completed} of {progress.Nodes} online"
            + (progress.Left.Count > 0 ? $", waiting for {string.Join(", ", progress.Left)}" : ""),
    };

    public ValueTask OnlineAsync(ManagedNode node) => output.WriteAsync(node);

    public ValueTask GivenUpAsync(IReadOnlyList<AwaitedNode> missing, RunCommandException reason) =>
        output.ErrorAsync(ErrorRecords.From(reason, missing.Select(node => node.InstanceId).ToArray()));

    public ValueTask PolledAsync(WaitProgress progress) => _bar.ShowAsync(progress);

    public ValueTask UnansweredAsync(Outage outage) => _bar.ShowAsync(outage);

    /// <summary>Removes the progress bar.</summary>
    public ValueTask CloseAsync() => _bar.CloseAsync();
}
