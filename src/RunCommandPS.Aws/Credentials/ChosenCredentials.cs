using Amazon.Runtime;
using RunCommandPS.Connection;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Credentials;

/// <summary>The credentials of a connection.</summary>
/// <param name="Credentials">What the SDK signs with.</param>
/// <param name="Source">Where they come from, for a sentence's beginning.</param>
/// <param name="Prompts">Asks for codes of multi-factor devices on the way to them.</param>
internal sealed record ChosenCredentials(AWSCredentials Credentials, string Source, CodePrompts Prompts)
{
    /// <summary>The account they are of, as far as the configuration says; empty if nobody would know without a call.</summary>
    public string Account { get; init; } = "";

    /// <summary>What they are for, after "provides".</summary>
    public string Use { get; init; } = "the credentials";

    /// <summary>Where those come from that lead to these, for a sentence's beginning; null if no others do.</summary>
    public string? Caller { get; init; }

    /// <summary>Where they come from, as a sentence.</summary>
    /// <param name="said">The beginning of the sentence, where the caller said so; null if the chain found them.</param>
    public string Describe(string? said) => $"{said ?? Caller ?? Source} {Use}.";

    /// <summary>
    /// Sees to it that there are keys to sign with. The SDK would by itself; asked for here, what goes wrong on the way to them (a role, a
    /// sign-in, a program) is told as that.
    /// </summary>
    /// <param name="prompt">Asks for a code; null if no one can be asked.</param>
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
            throw exception as RunCommandException ?? ConnectionErrors.UnusableCredentials(Source, exception);
        }
    }
}
