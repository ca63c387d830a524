namespace RunCommandPS.Simulator;

/// <summary>How a call goes wrong.</summary>
public enum FaultKind
{
    /// <summary>
    /// ThrottlingException, "Rate exceeded". The call is not carried out. With <see cref="SimulatedFault.Rate"/>
    /// only the calls that come faster are refused.
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

    /// <summary>No answer; the connection is closed in good order, as a load balancer does that drops one.</summary>
    Close,

    /// <summary>
    /// The call is carried out. Its answer promises all of its body, carries the first half of it, and the connection is closed.
    /// </summary>
    HalfReply,

    /// <summary>
    /// The call is carried out and answered, but the answer is held back for <see cref="SimulatedFault.Time"/>. Real time,
    /// whatever clock commands live by, because a client's own timeouts are real. Of several that fit a call the times
    /// add up, and other faults are met as well.
    /// </summary>
    Latency,

    /// <summary>
    /// A command that SendCommand takes is not known to GetCommandInvocation (InvocationDoesNotExist) and to ListCommandInvocations
    /// (an empty page) until <see cref="SimulatedFault.Time"/> has passed on the clock that commands live by. It runs meanwhile.
    /// Calls of other operations are not looked at.
    /// </summary>
    NotYetVisible,

    /// <summary>
    /// The service's clock is ahead of what it should be by <see cref="SimulatedFault.Time"/>, or behind where that is negative: what it
    /// finds more than five minutes off is InvalidSignatureException, and the header Date and the times that it writes down of a command
    /// (RequestedDateTime, ExpiresAfter) are by its clock. Commands live by the right one, and nodes have clocks of their own.
    /// </summary>
    ClockSkew,
}
