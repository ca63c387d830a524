namespace RunCommandPS.Sending;

/// <summary>How a send is carried out.</summary>
/// <param name="ThrottleLimit">How many commands are on their way at the same time.</param>
/// <param name="SkipInvalidNode">Whether a command that is refused for some of its nodes is sent to the others.</param>
internal sealed record SendOptions(int ThrottleLimit, bool SkipInvalidNode)
{
    /// <summary>
    /// How long a command is sent again and again where the service throttles it and so has done nothing. At the slowest pace that is
    /// worth while, five commands under way have their turn many times in it.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);
}
