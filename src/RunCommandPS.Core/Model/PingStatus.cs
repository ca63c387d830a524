namespace RunCommandPS;

/// <summary>The service's last knowledge of a node's agent.</summary>
public static class PingStatus
{
    /// <summary>The agent responds.</summary>
    public const string Online = "Online";

    /// <summary>The agent has stopped responding.</summary>
    public const string ConnectionLost = "ConnectionLost";

    /// <summary>The agent has been silent for so long that the service no longer expects it.</summary>
    public const string Inactive = "Inactive";
}
