using Amazon.Runtime;

namespace RunCommandPS.Aws;

/// <summary>The credentials of a connection.</summary>
/// <param name="Credentials">What the SDK signs with.</param>
/// <param name="Profile">The profile they come from; null where none was named.</param>
internal sealed record ChosenCredentials(AWSCredentials Credentials, string? Profile = null)
{
    /// <summary>
    /// Sees to it that there are keys to sign with. The SDK would by itself; asked for here, what goes wrong on the way to them (a role, a
    /// sign-in, a program) is told as that.
    /// </summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="NoCredentialsException">There are none to be had.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Credentials.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw ConnectionErrors.UnusableCredentials(Profile, exception);
        }
    }
}
