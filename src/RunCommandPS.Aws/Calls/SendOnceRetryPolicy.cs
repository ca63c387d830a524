using Amazon.Runtime;
using Amazon.Runtime.Internal;
using RunCommandPS.Aws.Http;
using Sdk = Amazon.SimpleSystemsManagement.Model;

namespace RunCommandPS.Aws.Calls;

/// <summary>
/// The SDK's standard retries for calls that read, and none for SendCommand and CancelCommand. SendCommand has no idempotency token, so
/// after a timeout, a reset or a 5xx a retry could run the command twice on the fleet; the SDK's list of throttling errors is long,
/// and which of them are safe to retry, and for how long, is decided where commands are sent. Cancelling also has one owner of its retries.
/// </summary>
internal sealed class SendOnceRetryPolicy(IClientConfig config) : StandardRetryPolicy(config)
{
    public override bool RetryForException(IExecutionContext executionContext, Exception exception) =>
        MayRetry(executionContext, exception) && base.RetryForException(executionContext, exception);

    public override async Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) =>
        MayRetry(executionContext, exception) && await base.RetryForExceptionAsync(executionContext, exception).ConfigureAwait(false);

    // A refused connection is not worth the backoff either: the address is wrong far more often than busy.
    private static bool MayRetry(IExecutionContext executionContext, Exception exception) =>
        executionContext.RequestContext.OriginalRequest is not (Sdk.SendCommandRequest or Sdk.CancelCommandRequest)
        && !Transport.NeverConnected(exception);
}
