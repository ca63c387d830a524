using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;
using RunCommandPS.Aws.Http;

namespace RunCommandPS.Aws.Calls;

/// <summary>The SDK's client of S3, with <see cref="SignatureRenewal"/> in its pipeline.</summary>
internal sealed class OutputClient(AWSCredentials credentials, AmazonS3Config config) : AmazonS3Client(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerAfter<RetryHandler>(new SignatureRenewal());
    }
}
