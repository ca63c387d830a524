namespace RunCommandPS.Simulator.Protocol.Http;

/// <summary>What one client may cost. The service publishes none of these; they limit memory and time.</summary>
internal static class HttpLimits
{
    /// <summary>Largest request line and headers together, in bytes.</summary>
    public const int HeadBytes = 32 * 1024;

    /// <summary>Largest body, in bytes: room for a document over its limit, so that the service can say so itself.</summary>
    public const int BodyBytes = 1024 * 1024;

    /// <summary>Most connections at the same time; further ones are closed at once.</summary>
    public const int Connections = 1024;

    /// <summary>How long a connection may be without a request.</summary>
    public static readonly TimeSpan IdleTime = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How long no new connection is accepted after accepting has failed: without file descriptors it fails at once, again and again.
    /// </summary>
    public static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a request may take from its first byte to its last.</summary>
    public static readonly TimeSpan RequestTime = TimeSpan.FromSeconds(30);
}
