namespace RunCommandPS.Sending;

/// <summary>How a send is carried out.</summary>
/// <param name="ThrottleLimit">How many commands are on their way at the same time.</param>
/// <param name="SkipInvalidNode">Whether a command that is refused for some of its nodes is sent to the others.</param>
internal sealed record SendOptions(int ThrottleLimit, bool SkipInvalidNode);
