using RunCommandPS.Connection;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Credentials;

/// <summary>
/// Prompts the caller whose call requires the code of an MFA device. A connection outlives the cmdlet that made it, and
/// the SDK's credentials pass nothing on, so the prompt travels with the call.
/// </summary>
internal sealed class CodePrompts
{
    private readonly AsyncLocal<(ICodePrompt? Prompt, CancellationToken Stop)> _current = new();

    /// <summary>Sets who is prompted from here on, within this asynchronous call.</summary>
    public void Use(ICodePrompt? prompt, CancellationToken stop) => _current.Value = (prompt, stop);

    /// <summary>The code of a device.</summary>
    /// <exception cref="NoCredentialsException">No one can be prompted, or there is no answer.</exception>
    public async Task<string> AskAsync(string device)
    {
        var (prompt, stop) = _current.Value;
        var code = prompt is null ? null : await prompt.AskAsync(device, stop).ConfigureAwait(false);
        return string.IsNullOrWhiteSpace(code) ? throw ConnectionErrors.NoCode(device) : code.Trim();
    }
}
