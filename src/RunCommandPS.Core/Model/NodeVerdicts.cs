namespace RunCommandPS;

/// <summary>
/// The one table of what an invocation's Status and StatusDetails mean. An unknown detail means the same as its status.
/// </summary>
public static class NodeVerdicts
{
    /// <summary>The verdict.</summary>
    /// <param name="status">One of <see cref="ServiceValues.InvocationStatuses"/>, or a later one.</param>
    /// <param name="details">The status in more detail, with or without spaces.</param>
    /// <param name="hasEnded">Whether the invocation has ended; decides where the status is not known.</param>
    /// <param name="hasStarted">Whether the node is known to have started. One that was lost afterwards, before it could report, counts as
    /// not reached for the service; here its outcome is unknown.</param>
    /// <returns>One word for it.</returns>
    public static NodeVerdict Of(string status, string details, bool hasEnded, bool hasStarted = false) =>
        !hasEnded ? NodeVerdict.Open : (status, DetailedStatus.Canonical(details)) switch
        {
            (RunStatus.Success, _) => NodeVerdict.Succeeded,
            (_, DetailedStatus.DeliveryTimedOut) when hasStarted => NodeVerdict.Unknown,
            (_, DetailedStatus.Undeliverable or DetailedStatus.DeliveryTimedOut) => NodeVerdict.NotDelivered,
            (_, DetailedStatus.InvalidPlatform or DetailedStatus.AccessDenied) => NodeVerdict.Refused,
            (_, DetailedStatus.Terminated) => NodeVerdict.Terminated,
            (RunStatus.Failed, _) => NodeVerdict.Failed,
            (RunStatus.TimedOut, _) => NodeVerdict.TimedOut,
            (RunStatus.Cancelled, _) => NodeVerdict.Cancelled,
            _ => NodeVerdict.Unknown,
        };

    /// <summary>Whether the node has ended and did not succeed, for whatever reason.</summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>Whether there is something to look into.</returns>
    public static bool IsFailure(this NodeVerdict verdict) => verdict is not (NodeVerdict.Open or NodeVerdict.Succeeded);

    /// <summary>
    /// Whether MaxErrors counts it: what ran and did not succeed, not what never arrived. A failure with an unknown detail
    /// is counted, because a limit that stops too early does less harm than one that stops too late.
    /// </summary>
    /// <param name="verdict">The verdict.</param>
    /// <returns>Whether it counts.</returns>
    public static bool CountsAsError(NodeVerdict verdict) => verdict is NodeVerdict.Failed or NodeVerdict.TimedOut;
}
