using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Util;

namespace RunCommandPS.Aws.Calls;

/// <summary>
/// The time with which a request was signed: this computer's, and how far that was off at the last response of the endpoint. If the
/// computer's clock was set since then (it woke up, say), the service refuses the signature. From that response, the SDK learns the new
/// difference, but it signs again only if the clock is wrong now, not if it was and is now right.
/// </summary>
internal static class SigningTime
{
    // The service tolerates five minutes, and for the SDK, a clock is off from four.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(4);

    /// <summary>Whether a signature was refused that would be accepted now. The request was then not carried out.</summary>
    public static bool IsOutdated(IExecutionContext context, Exception exception) =>
        exception is AmazonServiceException { ErrorCode: ErrorCode.InvalidSignatureException }
        && context.RequestContext.Request is { } request
        && request.Headers.TryGetValue(HeaderKeys.XAmzDateHeader, out var text)
        && DateTime.TryParseExact(
            text,
            AWSSDKUtils.ISO8601BasicDateTimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var signed)
        && (Now(request, context.RequestContext.ClientConfig) - signed).Duration() > Tolerance;

    private static DateTime Now(IRequest request, IClientConfig config) =>
        CorrectClockSkew.GetCorrectedUtcNowForEndpoint(request.Endpoint.ToString(), config);
}
