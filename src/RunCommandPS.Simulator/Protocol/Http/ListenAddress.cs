using System.Net;

namespace RunCommandPS.Simulator.Protocol.Http;

/// <summary>Where a simulator listens: loopback, unless another address is explicitly allowed.</summary>
internal static class ListenAddress
{
    /// <summary>The address that options name.</summary>
    /// <exception cref="ArgumentException">It is not valid, or one that other machines could call.</exception>
    public static IPAddress Of(SimulatorOptions options)
    {
        if (!IPAddress.TryParse(options.Address, out var address))
        {
            throw new ArgumentException($"'{options.Address}' is not an IP address.", nameof(options));
        }

        return IPAddress.IsLoopback(address) || options.AllowRemote
            ? address
            : throw new ArgumentException(
                $"'{options.Address}' is not loopback: other machines could call. Allow that explicitly with AllowRemote "
                    + "or --allow-remote.",
                nameof(options));
    }

    /// <summary>How it is called from here. "Any address" can't be called.</summary>
    public static IPAddress Reachable(IPAddress address) =>
        address.Equals(IPAddress.Any) ? IPAddress.Loopback : address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : address;
}
