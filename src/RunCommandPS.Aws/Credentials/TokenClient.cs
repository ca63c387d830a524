using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.SecurityToken;
using RunCommandPS.Aws.Http;

namespace RunCommandPS.Aws.Credentials;

/// <summary>The SDK's client of STS, with <see cref="SignatureRenewal"/> in its pipeline.</summary>
internal sealed class TokenClient(AWSCredentials credentials, AmazonSecurityTokenServiceConfig config)
    : AmazonSecurityTokenServiceClient(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerAfter<RetryHandler>(new SignatureRenewal());
    }
}
