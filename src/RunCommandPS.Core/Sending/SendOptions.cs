namespace RunCommandPS.Sending;

/// <summary>How a send is carried out.</summary>
/// <param name="ThrottleLimit">How many commands are on their way at the same time.</param>
/// <param name="SkipInvalidNode">Whether a command that is refused for some of its nodes is sent to the others.</param>
/// <param name="ThrottleTimeout">How long a command that the service throttles, and so has not carried out, is
/// sent again; null for the usual time.</param>
internal sealed record SendOptions(int ThrottleLimit, bool SkipInvalidNode, TimeSpan? ThrottleTimeout = null)
{
    /// <summary>The most commands that may be on their way at the same time.</summary>
    public const int ThrottleLimitMaximum = 50;

    /// <summary>How many commands are on their way at the same time where nobody says.</summary>
    public const int UsualThrottleLimit = 5;

    // At the slowest pace that is worth while, five commands under way have their turn many times in it.
    private static readonly TimeSpan UsualThrottleTimeout = TimeSpan.FromMinutes(5);

    /// <summary>What the session has sent. All its sends share one, so that none takes the command of another for its own.</summary>
    public SentCommands Sent { get; init; } = new();

    /// <summary>How long a throttled command is sent again.</summary>
    public TimeSpan RetryTime => ThrottleTimeout ?? UsualThrottleTimeout;
}
