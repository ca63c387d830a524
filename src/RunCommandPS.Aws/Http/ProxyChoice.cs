using System.Net;
using RunCommandPS.Connection;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Http;

/// <summary>
/// The proxy that the environment names. .NET reads the variables only once in the life of the process, and also sends requests to this
/// machine through the proxy, where simulators and credential servers are.
/// </summary>
/// <param name="environment">Names it.</param>
/// <seealso href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html"/>
internal sealed class ProxyChoice(ConnectionEnvironment environment) : IWebProxy
{
    private readonly string[] _direct = (Either("no_proxy", environment) ?? "")
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    private readonly Uri? _http = Address(Either("http_proxy", environment) ?? Either("all_proxy", environment));
    private readonly Uri? _https = Address(Either("https_proxy", environment) ?? Either("all_proxy", environment));

    /// <inheritdoc/>
    /// <remarks>User name and password of the proxy's address. They are kept out of the address, which errors name.</remarks>
    public ICredentials? Credentials { get; set; } = new ProxyCredentials(
        Address(Either("http_proxy", environment) ?? Either("all_proxy", environment)),
        Address(Either("https_proxy", environment) ?? Either("all_proxy", environment)));

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination)
    {
        if (IsBypassed(destination))
        {
            return null;
        }

        var named = destination.Scheme == Uri.UriSchemeHttps ? _https : _http;
        return named is not null ? EndpointAddress.WithoutUser(named)
            // What the system's settings say, if there are such settings.
            : OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? HttpClient.DefaultProxy.GetProxy(destination)
            : null;
    }

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => host.IsLoopback || _direct.Any(entry => Names(entry, host));

    private static bool Names(string entry, Uri host)
    {
        var name = entry.TrimStart('*').TrimStart('.');
        return entry == "*"
            || name.Equals(host.Host, StringComparison.OrdinalIgnoreCase)
            || name.Equals(host.Authority, StringComparison.OrdinalIgnoreCase)
            || host.Host.EndsWith('.' + name, StringComparison.OrdinalIgnoreCase);
    }

    // As curl and the AWS CLI do: the name in lower case takes precedence.
    private static string? Either(string name, ConnectionEnvironment environment) =>
        environment[name] ?? environment[name.ToUpperInvariant()];

    private static Uri? Address(string? text) =>
        text is null ? null
        : Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text, UriKind.Absolute, out var url)
            && url.Host.Length > 0
            ? url
        : throw ConnectionErrors.Invalid(
            $"The proxy '{EndpointAddress.Show(text)}' is not an address.",
            "Write it as http://host:port in $env:HTTPS_PROXY, $env:HTTP_PROXY or $env:ALL_PROXY.");

    private sealed class ProxyCredentials(params IReadOnlyList<Uri?> proxies) : ICredentials
    {
        public NetworkCredential? GetCredential(Uri uri, string authType)
        {
            var proxy = proxies.FirstOrDefault(proxy => proxy?.UserInfo.Length > 0 && proxy.Authority == uri.Authority);
            if (proxy is null)
            {
                return null;
            }

            var parts = proxy.UserInfo.Split(':', 2);
            return new NetworkCredential(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
        }
    }
}
