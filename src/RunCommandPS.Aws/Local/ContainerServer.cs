using RunCommandPS.Connection;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Local;

/// <summary>
/// The credential server of ECS, EKS and others, as the container's environment names it. It is never reached through a proxy.
/// </summary>
/// <seealso href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html"/>
internal sealed class ContainerServer
{
    private const int Attempts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly Uri Ecs = new("http://169.254.170.2");

    // Elsewhere, anyone on the way could read the keys, unless the connection is encrypted.
    private static readonly string[] TrustedHosts = [Ecs.Host, "169.254.170.23", "[fd00:ec2::23]"];

    private readonly Uri _address;
    private readonly ConnectionEnvironment _environment;

    private ContainerServer(Uri address, ConnectionEnvironment environment) => (_address, _environment) = (address, environment);

    /// <summary>The server; null if none is named.</summary>
    /// <exception cref="NoCredentialsException">What is named is not an address, or not one that keys may come from.</exception>
    public static ContainerServer? Of(ConnectionEnvironment environment)
    {
        if (environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] is { } path)
        {
            return new ContainerServer(new Uri(Ecs, path), environment);
        }

        return environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] is not { } text ? null
            : EndpointAddress.Of(text) is not { } address ? throw ConnectionErrors.UntrustedContainer(text)
            : address.Scheme == Uri.UriSchemeHttps || address.IsLoopback || TrustedHosts.Contains(address.Host)
                ? new ContainerServer(address, environment)
            : throw ConnectionErrors.UntrustedContainer(text);
    }

    /// <summary>Its response.</summary>
    public async Task<string> ReadAsync()
    {
        using var client = LocalClient.New(Patience);
        using var reply = await LocalClient.SendAsync(client, NewRequest, Attempts).ConfigureAwait(false);
        return await reply.Content.ReadAsStringAsync().ConfigureAwait(false);
    }

    // A file is read each time: the container's host rotates the token in it.
    private HttpRequestMessage NewRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, _address);
        var token = _environment["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] is { } file
            ? File.ReadAllText(file).Trim()
            : _environment["AWS_CONTAINER_AUTHORIZATION_TOKEN"];
        if (token is not null && !request.Headers.TryAddWithoutValidation("Authorization", token))
        {
            throw new InvalidDataException("The container's authorization token contains a line break.");
        }

        return request;
    }
}
