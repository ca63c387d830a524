using System.Net.Sockets;

namespace RunCommandPS.Aws.Http;

/// <summary>Distinguishes a connection that was never established from one that was lost.</summary>
internal static class Transport
{
    // Only .NET's own error for it counts. A socket error (host unreachable, say) can also end a connection that had sent the request.
    public static bool NeverConnected(Exception exception) => Chain(exception).Any(cause => cause is HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError,
    });

    public static bool Broke(Exception exception) =>
        Chain(exception).Any(cause => cause is HttpRequestException or SocketException or IOException);

    public static bool TimedOut(Exception exception) =>
        Chain(exception).Any(cause => cause is OperationCanceledException or TimeoutException);

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }
}
