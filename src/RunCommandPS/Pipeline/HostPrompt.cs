using RunCommandPS.Connection;

namespace RunCommandPS.Pipeline;

/// <summary>
/// Prompts for the codes of MFA devices through the pipeline, whose thread is the only one that may talk to the host.
/// </summary>
/// <param name="output">The pipeline.</param>
internal sealed class HostPrompt(PipelineOutput output) : ICodePrompt
{
    /// <inheritdoc/>
    public Task<string?> AskAsync(string device, CancellationToken cancellationToken) =>
        output.CallAsync(
            host => HostQuestions.Prompt(host, $"Enter the code from the MFA device {device}.", "Code"), cancellationToken);
}
