using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>
/// Something that went wrong at the service, on the way to it, or before. Every documented condition
/// has a type of its own, so <c>catch [RunCommandPS.InvalidDocumentException]</c> works.
/// </summary>
/// <param name="detail">What it is made from.</param>
public class RunCommandException(ErrorDetail detail) : Exception(VisibleText.Of(detail.Message), detail.Cause)
{
    /// <summary>One of <see cref="ErrorCode"/>, or a code of the service's that this module does not know.</summary>
    public string Code { get; } = detail.Code;

    /// <summary>What kind of error it is.</summary>
    public ErrorKind Kind { get; } = detail.Kind;

    /// <summary>What to do about it.</summary>
    public string Recommendation { get; } = detail.Recommendation;

    /// <summary>The service's own message; empty if there was none.</summary>
    public string ServiceMessage { get; } = detail.ServiceMessage;

    /// <summary>The HTTP status of the answer; null if there was no answer.</summary>
    public int? HttpStatusCode { get; } = detail.HttpStatusCode;

    /// <summary>The service's id of the request, for a support case; empty if there was no answer.</summary>
    public string RequestId { get; } = detail.RequestId;

    /// <summary>Whether the same call may succeed if it is retried.</summary>
    public bool IsRetryable { get; } = detail.IsRetryable;

    /// <summary>Whether the call may have been carried out anyway: the answer was lost, not the request.</summary>
    public bool MayHaveRun { get; } = detail.MayHaveRun;
}

/// <summary>
/// What a <see cref="RunCommandException"/> is made from. Public so that tests of scripts can throw what they expect to be caught.
/// </summary>
/// <param name="Code">One of <see cref="ErrorCode"/>, or another code of the service's.</param>
/// <param name="Kind">What kind of error it is.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Recommendation">What to do about it.</param>
public sealed record ErrorDetail(string Code, ErrorKind Kind, string Message, string Recommendation)
{
    /// <summary>The service's own message; empty if there was none.</summary>
    public string ServiceMessage { get; init; } = "";

    /// <summary>The HTTP status of the answer; null if there was no answer.</summary>
    public int? HttpStatusCode { get; init; }

    /// <summary>The service's id of the request; empty if there was no answer.</summary>
    public string RequestId { get; init; } = "";

    /// <summary>Whether the same call may succeed if it is retried.</summary>
    public bool IsRetryable { get; init; }

    /// <summary>Whether the call may have been carried out anyway.</summary>
    public bool MayHaveRun { get; init; }

    /// <summary>The exception behind it; null if there is none.</summary>
    public Exception? Cause { get; init; }
}
