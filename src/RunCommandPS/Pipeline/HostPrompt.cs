using RunCommandPS.Connection;

namespace RunCommandPS.Pipeline;

/// <summary>
/// Asks for the codes of multi-factor devices by way of the pipeline, whose thread is the only one that may talk to the host.
/// </summary>
/// <param name="output">The pipeline.</param>
internal sealed class HostPrompt(PipelineOutput output) : ICodePrompt
{
    /// <inheritdoc/>
    public Task<string?> AskAsync(string device, CancellationToken cancellationToken) =>
        output.CallAsync(
            host => HostQuestions.Prompt(host, $"Enter the code from the MFA device {device}.", "Code"), cancellationToken);
}
