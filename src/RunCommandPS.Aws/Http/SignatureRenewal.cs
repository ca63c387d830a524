using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Util;

namespace RunCommandPS.Aws.Http;

/// <summary>
/// Sends a request again that was refused only for the time of its signature, and was therefore not carried out. The SDK signs with this
/// computer's time and how far that was off at the last response of the endpoint. If the computer's clock has been set since then
/// (it woke up, say), the service refuses the signature. The SDK learns the new difference from that refusal, but it signs again only if
/// the clock is wrong now, not if it was and is now right.
/// </summary>
internal sealed class SignatureRenewal : PipelineHandler
{
    // The services tolerate five minutes or more, and for the SDK, a clock is off from four.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(4);

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        try
        {
            return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (IsAboutSignature(exception) && IsOutdated(executionContext.RequestContext))
        {
            executionContext.RequestContext.IsSigned = false;
            return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        }
    }

    // Of Systems Manager, STS and S3, in this order.
    private static bool IsAboutSignature(AmazonServiceException exception) =>
        exception.ErrorCode is ErrorCode.InvalidSignatureException or "SignatureDoesNotMatch" or "RequestTimeTooSkewed";

    private static bool IsOutdated(IRequestContext context) =>
        context.Request.Headers.TryGetValue(HeaderKeys.XAmzDateHeader, out var text)
        && DateTime.TryParseExact(
            text,
            AWSSDKUtils.ISO8601BasicDateTimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var signed)
        && (CorrectClockSkew.GetCorrectedUtcNowForEndpoint(context.Request.Endpoint.ToString(), context.ClientConfig) - signed).Duration()
            > Tolerance;
}
