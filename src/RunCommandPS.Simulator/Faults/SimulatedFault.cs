namespace RunCommandPS.Simulator;

/// <summary>How a call goes wrong.</summary>
public enum FaultKind
{
    /// <summary>ThrottlingException, "Rate exceeded". The call is not carried out.</summary>
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
}

/// <summary>Calls that are to go wrong. Calls are counted from the moment the fault is injected.</summary>
/// <param name="Kind">What happens.</param>
public sealed record SimulatedFault(FaultKind Kind)
{
    /// <summary>The operation, for example SendCommand; null for all of them.</summary>
    public string? Operation { get; init; }

    /// <summary>Which of the operation's calls, the first being 1; empty for every one.</summary>
    public IReadOnlyList<int> Calls { get; init; } = [];

    /// <summary>How likely a call meets it, 0 to 1; drawn from the simulator's seed.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>
    /// Whether the call is carried out before it goes wrong, so that only the answer is lost. For Throttle,
    /// AccessDenied and ExpiredToken it is not looked at: with them, nothing is ever carried out.
    /// </summary>
    public bool AfterAcceptance { get; init; }
}
