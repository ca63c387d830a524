using Amazon.S3.Model;

namespace RunCommandPS.Aws;

/// <summary>Makes an <see cref="IOutputStore"/> that acts as the same caller as the <see cref="IRunCommandService"/> of the same connection.</summary>
public static class AwsOutputStoreFactory
{
    /// <summary>Resolves region, credentials and endpoint, without calling S3.</summary>
    /// <param name="options">What the caller said.</param>
    /// <returns>A store that is ready to be read.</returns>
    /// <exception cref="RunCommandException">As <see cref="AwsRunCommandServiceFactory.Create"/>.</exception>
    public static IOutputStore Create(ConnectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var profile = SharedProfile.Find(options);
        var config = ClientSettings.Build(options, profile);
        var region = config.AuthenticationRegion ?? config.RegionEndpoint.SystemName;
        var settings = new StorageSettings(options, profile, config.RegionEndpoint is null ? config.ServiceURL : null);
        var credentials = CredentialChoice.Choose(options, profile);
        using var client = new Amazon.S3.AmazonS3Client(credentials.Credentials, settings.Build(region));
        var endpoint = new Uri(client.DetermineServiceOperationEndpoint(new ListBucketsRequest()).URL);
        return new AwsOutputStore(settings, credentials, new ConnectionOrigin(region, endpoint, options));
    }
}
