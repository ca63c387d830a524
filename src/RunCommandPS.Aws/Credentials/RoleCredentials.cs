using Amazon.Runtime;
using Amazon.SecurityToken.Model;
using RoleKeys = Amazon.SecurityToken.Model.Credentials;

namespace RunCommandPS.Aws.Credentials;

/// <summary>Credentials of roles, assumed again when they are about to expire.</summary>
/// <param name="tokens">AWS STS.</param>
/// <param name="prompts">Prompts for the codes of MFA devices.</param>
internal sealed class RoleCredentials(TokenService tokens, CodePrompts prompts)
{
    private static readonly TimeSpan BeforeTheEnd = TimeSpan.FromMinutes(5);

    /// <summary>A role that a caller assumes.</summary>
    public AWSCredentials By(AWSCredentials caller, AssumedRole role) => new Session(async () =>
    {
        var code = role.Device is { } device ? await prompts.AskAsync(device).ConfigureAwait(false) : null;
        using var client = tokens.NewClient(caller);
        var reply = await client.AssumeRoleAsync(new AssumeRoleRequest
        {
            RoleArn = role.Arn,
            RoleSessionName = role.SessionNameOrOwn,
            ExternalId = role.ExternalId,
            SerialNumber = role.Device,
            TokenCode = code,
        }).ConfigureAwait(false);
        return reply.Credentials;
    })
    {
        // A code is requested only if there is no other way, and only during the call that requires it.
        PreemptExpiryTime = role.Device is null ? BeforeTheEnd : TimeSpan.Zero,
    };

    /// <summary>A role that the bearer of a token assumes.</summary>
    public AWSCredentials ByWebIdentity(AssumedRole role) => new Session(async () =>
    {
        var token = await File.ReadAllTextAsync(role.TokenFile!).ConfigureAwait(false);
        using var client = tokens.NewClient(new AnonymousAWSCredentials());
        var reply = await client.AssumeRoleWithWebIdentityAsync(new AssumeRoleWithWebIdentityRequest
        {
            RoleArn = role.Arn,
            RoleSessionName = role.SessionNameOrOwn,
            WebIdentityToken = token.Trim(),
        }).ConfigureAwait(false);
        return reply.Credentials;
    })
    {
        PreemptExpiryTime = BeforeTheEnd,
    };

    private sealed class Session(Func<Task<RoleKeys>> assume) : RefreshingAWSCredentials
    {
        protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
        {
            var credentials = await assume().ConfigureAwait(false);
            return new CredentialsRefreshState(
                new ImmutableCredentials(credentials.AccessKeyId, credentials.SecretAccessKey, credentials.SessionToken),
                credentials.Expiration ?? DateTime.MaxValue);
        }

        protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();
    }
}
