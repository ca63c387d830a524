using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Sdk = Amazon.SimpleSystemsManagement.Model;

namespace RunCommandPS.Aws;

/// <summary>
/// The SDK's standard retries, but never a second SendCommand where the first may have been carried out: the API has no
/// idempotency token, so after a time-out, a reset or a 5xx a retry could run the command twice on the fleet. Only a throttled
/// call is known to have done nothing.
/// </summary>
internal sealed class SendOnceRetryPolicy(IClientConfig config) : StandardRetryPolicy(config)
{
    public override bool RetryForException(IExecutionContext executionContext, Exception exception) =>
        MayRetry(executionContext, exception) && base.RetryForException(executionContext, exception);

    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) =>
        MayRetry(executionContext, exception) && await base.RetryForExceptionAsync(executionContext, exception).ConfigureAwait(false);

    // A refused connection is not worth the back-off either: the address is wrong far more often than busy.
    private bool MayRetry(IExecutionContext executionContext, Exception exception) =>
        executionContext.RequestContext.OriginalRequest is Sdk.SendCommandRequest
            ? IsThrottlingError(exception)
            : !Transport.NeverConnected(exception);
}
