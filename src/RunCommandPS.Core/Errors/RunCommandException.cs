namespace RunCommandPS;

/// <summary>
/// Something that went wrong on the way to the service, at the service, or before the way began. Every documented condition
/// has a type of its own, so <c>catch [RunCommandPS.InvalidDocumentException]</c> works.
/// </summary>
public class RunCommandException : Exception
{
    internal RunCommandException(ErrorDetail detail)
        : base(VisibleText.Of(detail.Message), detail.Cause)
    {
        Code = detail.Code;
        Kind = detail.Kind;
        Recommendation = detail.Recommendation;
        ServiceMessage = detail.ServiceMessage;
        HttpStatusCode = detail.HttpStatusCode;
        RequestId = detail.RequestId;
        IsRetryable = detail.IsRetryable;
        MayHaveRun = detail.MayHaveRun;
    }

    /// <summary>One of <see cref="ErrorCode"/>, or a code of the service's that this module has never heard of.</summary>
    public string Code { get; }

    /// <summary>What sort of trouble it is.</summary>
    public ErrorKind Kind { get; }

    /// <summary>What to do about it.</summary>
    public string Recommendation { get; }

    /// <summary>The service's own words; empty where it said none.</summary>
    public string ServiceMessage { get; }

    /// <summary>The HTTP status of the answer; null where there was no answer.</summary>
    public int? HttpStatusCode { get; }

    /// <summary>The service's id of the request, for a support case; empty where there was no answer.</summary>
    public string RequestId { get; }

    /// <summary>Whether the same call can be made again as it is, with hope.</summary>
    public bool IsRetryable { get; }

    /// <summary>Whether the call may have been carried out all the same: the answer was lost, not the request.</summary>
    public bool MayHaveRun { get; }
}

/// <summary>What a <see cref="RunCommandException"/> is made of.</summary>
internal sealed record ErrorDetail(string Code, ErrorKind Kind, string Message, string Recommendation)
{
    public string ServiceMessage { get; init; } = "";

    public int? HttpStatusCode { get; init; }

    public string RequestId { get; init; } = "";

    public bool IsRetryable { get; init; }

    public bool MayHaveRun { get; init; }

    public Exception? Cause { get; init; }
}
