using Amazon.Runtime;
using RunCommandPS.Aws.Profiles;
using RunCommandPS.Connection;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Addressing;

/// <summary>The endpoint that the environment or profile names for a service, instead of the Region's own.</summary>
/// <seealso href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html"/>
internal static class EndpointChoice
{
    /// <summary>The endpoint; null if none is named.</summary>
    /// <exception cref="InvalidConnectionException">What is named is not an address.</exception>
    public static Uri? Of(ClientConfig config, string service, ConnectionEnvironment environment, SharedProfile? profile)
    {
        if (environment.IsTrue("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))
        {
            return null;
        }

        foreach (var variable in new[] { $"AWS_ENDPOINT_URL_{service}", "AWS_ENDPOINT_URL" })
        {
            if (environment[variable] is { } text)
            {
                return EndpointAddress.Of(text) ?? throw ConnectionErrors.InvalidEndpoint("$env:" + variable, text);
            }
        }

        return OfProfile(config, profile);
    }

    // The SDK reads a profile's services section, and this module can't.
    private static Uri? OfProfile(ClientConfig config, SharedProfile? profile)
    {
        string? endpoint;
        try
        {
            endpoint = config.ServiceURL;
        }
        catch (AmazonClientException)
        {
            throw ConnectionErrors.InvalidEndpoint($"profile '{profile?.Name}'", null);
        }

        return string.IsNullOrEmpty(endpoint) ? null
            : EndpointAddress.Of(endpoint) ?? throw ConnectionErrors.InvalidEndpoint($"profile '{profile?.Name}'", endpoint);
    }
}
