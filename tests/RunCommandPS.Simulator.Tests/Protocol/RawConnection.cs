using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>Sends bytes, whatever they are, and reads what comes back.</summary>
internal static class RawConnection
{
    /// <summary>Everything the simulator sends until it closes the connection; empty where that is at once.</summary>
    public static async Task<string> SendAsync(RunCommandSimulator simulator, byte[] bytes, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, simulator.Endpoint.Port, cancellationToken);
        var text = new StringBuilder();
        try
        {
            await socket.SendAsync(bytes, cancellationToken);
            socket.Shutdown(SocketShutdown.Send);
            var buffer = new byte[8192];
            int count;
            while ((count = await socket.ReceiveAsync(buffer, cancellationToken)) > 0)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
        catch (SocketException)
        {
            // The connection was closed with bytes unread. What came before counts.
        }

        return text.ToString();
    }
}
