using System.Net;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Http;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>Refuses requests whose Host header is not this machine's.</summary>
/// <remarks>
/// A web page can make the browser call any name that resolves to this machine, and the Host header gives it
/// away. If other machines may call, they do so by address or by this machine's name; any other name is still refused,
/// because only a name can be made to point here.
/// </remarks>
internal sealed class HostCheck(bool allowsRemote)
{
    private readonly string _machine = allowsRemote ? Dns.GetHostName() : "";

    // Nearly all requests name the same host, which need not be read again.
    private volatile string? _accepted;

    /// <exception cref="ServiceException">AccessDeniedException, HTTP 403.</exception>
    public void Verify(HttpRequest request)
    {
        if (request.TryGetHeader("host", out var host) && host == _accepted)
        {
            return;
        }

        if (host is null
            || !Uri.TryCreate($"http://{host}/", UriKind.Absolute, out var uri)
            || uri.AbsolutePath != "/"
            || !Takes(uri))
        {
            throw new ServiceException(
                ErrorCode.AccessDeniedException, $"This endpoint is for this machine only; the Host header '{host}' is not.", 403);
        }

        _accepted = host;
    }

    private bool Takes(Uri uri) => uri.Host == "localhost"
        || (IPAddress.TryParse(uri.Host, out var address) && (allowsRemote || IPAddress.IsLoopback(address)))
        || (allowsRemote && uri.Host.Equals(_machine, StringComparison.OrdinalIgnoreCase));
}
