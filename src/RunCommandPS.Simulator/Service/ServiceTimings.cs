namespace RunCommandPS.Simulator.Service;

/// <summary>
/// How long the service itself takes. The real one's times are longer and not published; these are
/// short, and long enough to be seen (CHOICE).
/// </summary>
internal static class ServiceTimings
{
    /// <summary>
    /// From the response of SendCommand until the command is sent to the first node. Until then, a command with Targets has no invocations.
    /// </summary>
    public static readonly TimeSpan Processing = TimeSpan.FromMilliseconds(20);

    /// <summary>From sending to nodes until they report that they have started.</summary>
    public static readonly TimeSpan Acknowledgement = TimeSpan.FromMilliseconds(5);

    /// <summary>From CancelCommand until the node has heard of it. What ends within this time keeps its result.</summary>
    public static readonly TimeSpan Cancellation = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a command without any node stays Pending. Up to 3 s were seen in recordings.</summary>
    public static readonly TimeSpan NoTargets = TimeSpan.FromMilliseconds(500);

    /// <summary>From ExpiresAfter until open invocations are given up. About 15 s were seen in recordings.</summary>
    public static readonly TimeSpan Expiry = TimeSpan.FromSeconds(15);

    /// <summary>From the exit code that requests a reboot until the script runs again.</summary>
    public static readonly TimeSpan Reboot = TimeSpan.FromSeconds(2);
}
