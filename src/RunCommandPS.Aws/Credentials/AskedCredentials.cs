using Amazon.Runtime;
using RunCommandPS.Connection;

namespace RunCommandPS.Aws.Credentials;

/// <summary>Credentials that another party renews. Nothing is kept here, so that they are always the current ones.</summary>
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
