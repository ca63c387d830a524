using System.Text.Json;
using Amazon.Runtime;

namespace RunCommandPS.Aws.Credentials;

/// <summary>Credentials that a server on this machine hands out, requested again when they are about to expire.</summary>
/// <param name="read">Requests a JSON object with the keys and their expiration.</param>
internal sealed class ServedCredentials(Func<Task<string>> read) : RefreshingAWSCredentials
{
    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync() => Parse(await read().ConfigureAwait(false));

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    private static CredentialsRefreshState Parse(string json)
    {
        Reply? reply;
        try
        {
            reply = JsonSerializer.Deserialize<Reply>(json, JsonSerializerOptions.Default);
        }
        catch (JsonException)
        {
            // Without the cause, which might quote a secret.
            reply = null;
        }

        return reply is { AccessKeyId: { } key, SecretAccessKey: { } secret }
            ? new CredentialsRefreshState(
                new ImmutableCredentials(key, secret, reply.Token), (reply.Expiration ?? DateTimeOffset.MaxValue).UtcDateTime)
            : throw new InvalidDataException(
                $"The credential server responded without keys{(reply?.Message is { } message ? ": " + message : "")}.");
    }

    private sealed record Reply(string? AccessKeyId, string? SecretAccessKey, string? Token, DateTimeOffset? Expiration, string? Message);
}
