using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RunCommandPS.Connection;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Http;

/// <summary>How every request of a connection is transported: through which proxy, and whose certificates are trusted.</summary>
internal sealed class TransportSettings
{
    private const string BundleVariable = "AWS_CA_BUNDLE";

    private readonly ProxyChoice _proxy;
    private readonly X509Certificate2Collection? _authorities;

    /// <param name="environment">Names the proxy and certificates.</param>
    /// <exception cref="InvalidConnectionException">What it names is not valid.</exception>
    public TransportSettings(ConnectionEnvironment environment)
    {
        _proxy = new ProxyChoice(environment);
        _authorities = environment[BundleVariable] is { } path ? Authorities(path) : null;
    }

    /// <summary>
    /// A handler for requests of the connection. A redirect is never followed: it would arrive unsigned, or send a command twice.
    /// </summary>
    public SocketsHttpHandler NewHandler() => new() { AllowAutoRedirect = false, Proxy = _proxy, SslOptions = Tls() };

    /// <summary>How TLS is negotiated.</summary>
    /// <param name="host">With whom; null where the handler says it.</param>
    public SslClientAuthenticationOptions Tls(string? host = null) =>
        new() { TargetHost = host, CertificateChainPolicy = _authorities is null ? null : Policy(_authorities) };

    /// <summary>Whether requests to a service go by a proxy.</summary>
    public bool HasProxy(Uri endpoint) => _proxy.GetProxy(endpoint) is not null;

    private static X509ChainPolicy Policy(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationTimeIgnored = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    private static X509Certificate2Collection Authorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Unusable(path, "can't be read");
        }

        return authorities.Count > 0 ? authorities : throw Unusable(path, "contains no certificates");
    }

    private static InvalidConnectionException Unusable(string path, string why) => ConnectionErrors.Invalid(
        $"The certificate bundle '{path}' {why}.",
        $"Set $env:{BundleVariable} to the path of a file with certificates in PEM format, or remove it.");
}
