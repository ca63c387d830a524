using RunCommandPS.Connection;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Credentials;

/// <summary>
/// Asks for the code of a multi-factor device whoever makes the call that needs it. A connection outlives the cmdlet that made it, and
/// the SDK's credentials pass nothing on, so that the one to ask goes along with the call.
/// </summary>
internal sealed class CodePrompts
{
    private readonly AsyncLocal<(ICodePrompt? Prompt, CancellationToken Stop)> _current = new();

    /// <summary>Says who is asked from here on, within this asynchronous call.</summary>
    public void Use(ICodePrompt? prompt, CancellationToken stop) => _current.Value = (prompt, stop);

    /// <summary>The code of a device.</summary>
    /// <exception cref="NoCredentialsException">Nobody can be asked, or nobody answers.</exception>
    public async Task<string> AskAsync(string device)
    {
        var (prompt, stop) = _current.Value;
        var code = prompt is null ? null : await prompt.AskAsync(device, stop).ConfigureAwait(false);
        return string.IsNullOrWhiteSpace(code) ? throw ConnectionErrors.NoCode(device) : code.Trim();
    }
}
