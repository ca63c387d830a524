using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using RunCommandPS.Aws.Addressing;
using RunCommandPS.Aws.Calls;
using RunCommandPS.Aws.Credentials;
using RunCommandPS.Aws.Http;
using RunCommandPS.Aws.Profiles;
using RunCommandPS.Connection;

namespace RunCommandPS.Aws;

/// <summary>Run Command and its buckets over the AWS SDK.</summary>
internal sealed class AwsConnection : IServiceConnection
{
    private readonly ChosenCredentials _credentials;
    private readonly Lazy<AwsOutputStore> _store;
    private readonly ServiceSettings _settings;
    private readonly EarlyConnection _early;

    private AwsConnection(ConnectionOptions options, ConnectionEnvironment environment)
    {
        var profile = SharedProfile.Find(options, environment);
        var settings = _settings = new ServiceSettings(options, environment, profile);
        var clock = new ServiceClock(TimeProvider.System);
        var config = new AmazonSimpleSystemsManagementConfig
        {
            HttpClientFactory = new WholeReplyClientFactory(
                settings.Transport, clock, (context, stop) => _early!.ConnectAsync(context, stop)),
        };

        // Region and endpoint first: a typing mistake there is found without any call, while credentials may have to be fetched.
        var endpoint = settings.Apply(config, "SSM", options.EndpointUrl);
        _credentials = new CredentialChain(options, environment, profile, settings, endpoint).Choose();
        var client = new SendOnceClient(_credentials.Credentials, config);
        var address = new Uri(client.DetermineServiceOperationEndpoint(new ListCommandsRequest()).URL);
        _early = new EarlyConnection(settings.Transport, address, TimeProvider.System);
        var origin = new ConnectionOrigin(settings.Region, address, options)
        {
            Account = _credentials.Account,
        };
        Service = new AwsRunCommandService(client, _credentials, clock, origin, settings.Timeout);
        _store = new Lazy<AwsOutputStore>(
            () => new AwsOutputStore(new StorageSettings(settings, environment, endpoint), _credentials, origin));
    }

    /// <inheritdoc/>
    public IRunCommandService Service { get; }

    /// <inheritdoc/>
    public IOutputStore Store => _store.Value;

    /// <summary>Resolves region, endpoint and credentials, without calling the service.</summary>
    /// <param name="options">What the caller specifies.</param>
    /// <param name="environment">The environment.</param>
    /// <returns>A connection that is ready to be used.</returns>
    /// <exception cref="NoRegionException">No Region is specified or configured.</exception>
    /// <exception cref="UnknownRegionException">The Region is not an AWS Region, and no endpoint is specified.</exception>
    /// <exception cref="UnknownProfileException">There is no such profile.</exception>
    /// <exception cref="NoCredentialsException">There are no credentials, or no usable ones.</exception>
    /// <exception cref="InvalidConnectionException">The options contradict each other, or can't be read.</exception>
    public static AwsConnection Create(ConnectionOptions options, ConnectionEnvironment environment) => new(options, environment);

    /// <inheritdoc/>
    public string Describe(ConnectionSources said) =>
        $"Region {_settings.Region} comes from {said.Region ?? _settings.RegionSource}. {_credentials.Describe(said.Caller)}";

    /// <inheritdoc/>
    public void Prepare() => _early.Open();

    /// <inheritdoc/>
    public Task AuthenticateAsync(ICodePrompt? prompt, CancellationToken cancellationToken) =>
        _credentials.EnsureAsync(prompt, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        Service.Dispose();
        _early.Dispose();
        if (_store.IsValueCreated)
        {
            _store.Value.Dispose();
        }

        (_credentials.Credentials as IDisposable)?.Dispose();
    }
}
