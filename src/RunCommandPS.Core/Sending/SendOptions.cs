namespace RunCommandPS.Sending;

/// <summary>How a send is carried out.</summary>
/// <param name="ThrottleLimit">How many commands are on their way at the same time.</param>
/// <param name="SkipInvalidNode">Whether a command that is refused for some of its nodes is sent to the others.</param>
/// <param name="ThrottleTimeout">How long a command that the service throttles, and has not carried out, is
/// retried; null for the default.</param>
internal sealed record SendOptions(int ThrottleLimit, bool SkipInvalidNode, TimeSpan? ThrottleTimeout = null)
{
    /// <summary>The most commands that may be on their way at the same time.</summary>
    public const int ThrottleLimitMaximum = 50;

    /// <summary>The default number of commands that are on their way at the same time.</summary>
    public const int UsualThrottleLimit = 5;

    // At the slowest worthwhile pace, five commands under way get their turn many times within it.
    private static readonly TimeSpan UsualThrottleTimeout = TimeSpan.FromMinutes(5);

    /// <summary>What the session has sent. All its sends share one, so that none mistakes the command of another for its own.</summary>
    public SentCommands Sent { get; init; } = new();

    /// <summary>How long a throttled command is retried.</summary>
    public TimeSpan RetryTime => ThrottleTimeout ?? UsualThrottleTimeout;
}
