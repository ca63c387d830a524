using Amazon.Runtime;
using RunCommandPS.Aws.Local;
using RunCommandPS.Connection;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Credentials;

/// <summary>Credentials of where this process runs: its environment, its container, its instance.</summary>
internal sealed class SourceCredentials(ConnectionEnvironment environment)
{
    /// <summary>The keys of the environment.</summary>
    /// <exception cref="NoCredentialsException">There is only half of a pair.</exception>
    public AWSCredentials OfEnvironment() =>
        (environment["AWS_ACCESS_KEY_ID"], environment["AWS_SECRET_ACCESS_KEY"]) is ({ } key, { } secret)
            ? CredentialChain.Keys(key, secret, environment["AWS_SESSION_TOKEN"])
            : throw ConnectionErrors.HalfInEnvironment();

    /// <summary>What the container's credential server provides; null if the environment names none.</summary>
    /// <exception cref="NoCredentialsException">It names one that must not be used.</exception>
    public AWSCredentials? OfContainer() => ContainerServer.Of(environment) is { } server ? new ServedCredentials(server.ReadAsync) : null;

    /// <summary>What the metadata service of this instance provides; null if it is disabled.</summary>
    public AWSCredentials? OfInstance() =>
        InstanceMetadata.Of(environment) is { } metadata ? new ServedCredentials(metadata.CredentialsAsync) : null;
}
