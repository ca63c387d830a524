using Amazon.SimpleSystemsManagement.Model;

namespace RunCommandPS.Aws;

/// <summary>Makes an <see cref="IRunCommandService"/> from what the caller said of the connection and the SDK's usual chain.</summary>
public static class AwsRunCommandServiceFactory
{
    /// <summary>Resolves region, credentials and endpoint, without calling the service.</summary>
    /// <param name="options">What the caller said.</param>
    /// <returns>A service that is ready to be called.</returns>
    /// <exception cref="NoRegionException">No region is given or configured.</exception>
    /// <exception cref="UnknownRegionException">The region is not one of AWS's, and no endpoint is given.</exception>
    /// <exception cref="UnknownProfileException">There is no such profile.</exception>
    /// <exception cref="NoCredentialsException">The profile gives no usable credentials.</exception>
    /// <exception cref="InvalidConnectionException">The options contradict each other.</exception>
    public static IRunCommandService Create(ConnectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var profile = SharedProfile.Find(options);
        // The region first: a typing mistake there is found without asking anybody, while credentials may have to be fetched.
        var config = ClientSettings.Build(options, profile);
        var credentials = CredentialChoice.Choose(options, profile);
        var client = new SendOnceClient(credentials.Credentials, config);
        var endpoint = new Uri(client.DetermineServiceOperationEndpoint(new ListCommandsRequest()).URL);
        var region = config.AuthenticationRegion ?? config.RegionEndpoint.SystemName;
        return new AwsRunCommandService(client, credentials, new ConnectionOrigin(region, endpoint, options));
    }
}
