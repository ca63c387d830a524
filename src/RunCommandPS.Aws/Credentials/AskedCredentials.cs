using Amazon.Runtime;
using RunCommandPS.Connection;

namespace RunCommandPS.Aws.Credentials;

/// <summary>Credentials that somebody else renews. Nothing is kept here, so that what they are is always what they are there.</summary>
/// <param name="source">Has them.</param>
internal sealed class AskedCredentials(ICredentialSource source) : AWSCredentials
{
    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        var keys = await source.KeysAsync(CancellationToken.None).ConfigureAwait(false);
        return new ImmutableCredentials(keys.AccessKey, keys.SecretKey.Reveal(), keys.SessionToken?.Reveal());
    }

    public override ImmutableCredentials GetCredentials() => GetCredentialsAsync().GetAwaiter().GetResult();
}
