namespace RunCommandPS.Sending;

/// <summary>A SendCommand whose answer was lost, and how to recognize its command, if there is one.</summary>
/// <param name="Request">What was sent.</param>
/// <param name="StartedAt">When the call began, by this computer's clock.</param>
/// <param name="LostAt">When it failed, by this computer's clock.</param>
internal sealed record LostCall(SendCommandRequest Request, DateTimeOffset StartedAt, DateTimeOffset LostAt)
{
    /// <summary>How far the service's times may deviate from ours, converted with its Date header, which has whole seconds.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    /// <summary>The query for ListCommands.</summary>
    /// <param name="clockOffset">How far the service's clock is ahead of this computer's.</param>
    public CommandQuery Query(TimeSpan clockOffset) => Request.InstanceIds is [var first, ..]
        ? new CommandQuery { InstanceId = first, InvokedAfter = Earliest(clockOffset) }
        : new CommandQuery { DocumentName = Request.DocumentName, InvokedAfter = Earliest(clockOffset) };

    /// <summary>
    /// Whether a command can be that of the call. If the request belongs to a rollout, its marker alone decides; otherwise the command
    /// must be what was requested, and have been requested during the call.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="clockOffset">How far the service's clock is ahead of this computer's.</param>
    public bool IsAnsweredBy(Command command, TimeSpan clockOffset) => RolloutMarker.TryRead(Request.Comment, out var id, out var number)
        ? RolloutMarker.TryRead(command.Comment, out var itsId, out var itsNumber) && (itsId, itsNumber) == (id, number)
        : command.RequestedDateTime >= Earliest(clockOffset) && command.RequestedDateTime <= LostAt + clockOffset + Tolerance
            && CommandMatch.Fits(Request, command);

    private DateTimeOffset Earliest(TimeSpan clockOffset) => StartedAt + clockOffset - Tolerance;
}
