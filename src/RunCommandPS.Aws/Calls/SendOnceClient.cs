using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleSystemsManagement;
using RunCommandPS.Aws.Http;

namespace RunCommandPS.Aws.Calls;

/// <summary>
/// The SDK's client of Systems Manager, with <see cref="SendOnceRetryPolicy"/> and <see cref="SignatureRenewal"/> in its pipeline.
/// </summary>
internal sealed class SendOnceClient(AWSCredentials credentials, AmazonSimpleSystemsManagementConfig config)
    : AmazonSimpleSystemsManagementClient(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new SendOnceRetryPolicy(Config)));
        pipeline.AddHandlerAfter<RetryHandler>(new SignatureRenewal());
    }
}
