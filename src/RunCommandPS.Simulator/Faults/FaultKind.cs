namespace RunCommandPS.Simulator;

/// <summary>How a call goes wrong.</summary>
public enum FaultKind
{
    /// <summary>
    /// ThrottlingException, "Rate exceeded". The call is not carried out. With <see cref="SimulatedFault.Rate"/>
    /// only calls beyond that rate are refused.
    /// </summary>
    Throttle,

    /// <summary>InternalServerError, HTTP 500.</summary>
    InternalServerError,

    /// <summary>ServiceUnavailable, HTTP 503.</summary>
    ServiceUnavailable,

    /// <summary>AccessDeniedException. The call is not carried out.</summary>
    AccessDenied,

    /// <summary>ExpiredTokenException. The call is not carried out.</summary>
    ExpiredToken,

    /// <summary>HTTP 200 with a web page in place of JSON, as a captive portal or proxy answers.</summary>
    HtmlReply,

    /// <summary>No answer; the connection stays open until the client gives up.</summary>
    Hang,

    /// <summary>No answer; the connection is reset.</summary>
    Reset,

    /// <summary>No answer; the connection is closed in an orderly way, as by a load balancer that drops one.</summary>
    Close,

    /// <summary>
    /// The call is carried out. Its answer announces the whole body and carries the first half of it, and the connection is closed.
    /// </summary>
    HalfReply,

    /// <summary>
    /// The call is carried out and answered, but the answer is delayed by <see cref="SimulatedFault.Time"/>. Real time,
    /// whatever the clock of commands, because a client's own timeouts are real. The times of several faults that match a call
    /// add up, and other faults apply as well.
    /// </summary>
    Latency,

    /// <summary>
    /// A command that SendCommand accepted is not known to GetCommandInvocation (InvocationDoesNotExist) and ListCommandInvocations
    /// (an empty page) until <see cref="SimulatedFault.Time"/> has passed on the clock of commands. It runs meanwhile.
    /// Calls of other operations are not affected.
    /// </summary>
    NotYetVisible,

    /// <summary>
    /// The service's clock is ahead by <see cref="SimulatedFault.Time"/>, or behind if that is negative: what it
    /// finds more than five minutes off is InvalidSignatureException, and the Date header and the times that it records for a command
    /// (RequestedDateTime, ExpiresAfter) are by its clock. Commands run by the right one, and nodes have their own clocks.
    /// </summary>
    ClockSkew,
}
