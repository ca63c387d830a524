using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Service;

/// <summary>Runs documents that are a step of another one, step by step, and leaves all other steps to another executor.</summary>
/// <param name="steps">For those others.</param>
/// <param name="contents">Where documents are found.</param>
/// <param name="agenda">The agenda on which results are taken.</param>
internal sealed class DocumentExecutor(IStepExecutor steps, ContentSource contents, Agenda agenda) : IStepExecutor
{
    public bool RunsForReal(StepTask task, SimulatedNode node) => IsDocument(task)
        ? TryFind(task, out _) is { } document && document.Tasks.Any(nested => RunsForReal(nested, node))
        : steps.RunsForReal(task, node);

    public Func<bool>? Start(StepTask task, SimulatedNode node, int attempt, Action<StepResult, TimeSpan> complete)
    {
        if (!IsDocument(task))
        {
            return steps.Start(task, node, attempt, complete);
        }

        if (TryFind(task, out var reason) is { } document)
        {
            return new NestedRun(document, node, attempt, this, agenda, complete).Start();
        }

        complete(StepResult.NotRun(reason), TimeSpan.Zero);
        return null;
    }

    private static bool IsDocument(StepTask task) => task.Step.Action == PluginName.RunDocument;

    private NestedDocument? TryFind(StepTask task, out string reason)
    {
        try
        {
            reason = "";
            return NestedDocument.Of(task, contents);
        }
        catch (ContentException error)
        {
            reason = error.Message;
            return null;
        }
    }
}
