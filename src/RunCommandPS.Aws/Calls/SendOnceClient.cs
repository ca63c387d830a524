using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SimpleSystemsManagement;

namespace RunCommandPS.Aws.Calls;

/// <summary>The SDK's client with <see cref="SendOnceRetryPolicy"/> in its pipeline.</summary>
internal sealed class SendOnceClient(AWSCredentials credentials, AmazonSimpleSystemsManagementConfig config)
    : AmazonSimpleSystemsManagementClient(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.ReplaceHandler<RetryHandler>(new RetryHandler(new SendOnceRetryPolicy(Config)));
    }
}
