using Amazon.Runtime;
using RunCommandPS.Connection;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Credentials;

/// <summary>The credentials of a connection.</summary>
/// <param name="Credentials">What the SDK signs with.</param>
/// <param name="Source">Where they come from, as the beginning of a sentence.</param>
/// <param name="Prompts">Prompts for codes of MFA devices to get them.</param>
internal sealed record ChosenCredentials(AWSCredentials Credentials, string Source, CodePrompts Prompts)
{
    /// <summary>Their account, as far as the configuration tells; empty if it is unknown without a call.</summary>
    public string Account { get; init; } = "";

    /// <summary>What they are for, after "provides".</summary>
    public string Use { get; init; } = "the credentials";

    /// <summary>Whether an object of the caller's session provides them.</summary>
    public bool AreGiven { get; init; }

    /// <summary>Where the credentials that lead to these come from, as the beginning of a sentence; null if there are none.</summary>
    public string? Caller { get; init; }

    /// <summary>Where they come from, as a sentence.</summary>
    /// <param name="said">The beginning of the sentence, if the caller specified them; null if the chain found them.</param>
    public string Describe(string? said) => $"{said ?? Caller ?? Source} {Use}.";

    /// <summary>
    /// Ensures that there are keys to sign with. The SDK would do so by itself; here, what goes wrong on the way to them (a role, a
    /// sign-in, a program) is reported as such.
    /// </summary>
    /// <param name="prompt">Prompts for a code; null if no one can be prompted.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="NoCredentialsException">There are none.</exception>
    public async Task EnsureAsync(ICodePrompt? prompt, CancellationToken cancellationToken)
    {
        Prompts.Use(prompt, cancellationToken);
        try
        {
            await Credentials.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw exception as RunCommandException ?? ConnectionErrors.UnusableCredentials(Source, exception, AreGiven);
        }
    }
}
