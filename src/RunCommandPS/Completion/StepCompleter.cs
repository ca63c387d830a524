namespace RunCommandPS.Completion;

/// <summary>
/// Names of the steps of the command that is named on the command line. Of a command that comes down the pipeline nothing is known yet.
/// </summary>
public sealed class StepCompleter : RemoteCompleter
{
    private protected override IEnumerable<Candidate> Candidates(string word, CompletionContext context) =>
        context.Text("CommandId") is { } commandId
            ? CompletionSource.Steps(context.Connection, commandId).Select(step => new Candidate(step, $"step {step}")) : [];
}
