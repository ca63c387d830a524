namespace RunCommandPS.Completion;

/// <summary>
/// Names of the steps of the command that is named on the command line. Nothing is known yet about a command from the pipeline.
/// </summary>
public sealed class StepCompleter : RemoteCompleter
{
    private protected override IEnumerable<Candidate> Candidates(string word, CompletionContext context) =>
        context.Text("CommandId") is { } commandId
            ? CompletionSource.Steps(context.Connection, commandId).Select(step => new Candidate(step, $"step {step}")) : [];
}
