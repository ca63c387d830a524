namespace RunCommandPS.Simulator.Service;

/// <summary>How long the service itself takes. The real one's times are longer and not published; these are short, and long enough to be seen (CHOICE).</summary>
internal static class ServiceTimings
{
    /// <summary>From the reply of SendCommand until nodes are chosen and the first is sent to. Until then the command has no invocations.</summary>
    public static readonly TimeSpan Processing = TimeSpan.FromMilliseconds(20);

    /// <summary>From sending to nodes until they say that they have begun.</summary>
    public static readonly TimeSpan Acknowledgement = TimeSpan.FromMilliseconds(5);
}
