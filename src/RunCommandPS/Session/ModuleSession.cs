using System.Runtime.CompilerServices;
using RunCommandPS.Aws;

namespace RunCommandPS.Session;

/// <summary>What the module keeps between cmdlets: open connections and running simulators. The only mutable state there is.</summary>
internal sealed class ModuleSession
{
    // What the SDK's usual chain reads. A change of any of them must reach the next cmdlet, so they are part of a connection's key.
    // (The SDK itself looks up the place of the two files only once a process.)
    private static readonly string[] ChainVariables =
    [
        "AWS_PROFILE", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
        "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SSM", "AWS_ENDPOINT_URL_S3", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE", "AWS_MAX_ATTEMPTS", "AWS_RETRY_MODE",
    ];

    private readonly object _gate = new();
    private readonly Dictionary<(ConnectionOptions Options, string Chain), IRunCommandService> _services = [];
    private readonly Dictionary<(ConnectionOptions Options, string Chain), IOutputStore> _stores = [];

    /// <summary>The session of this process. Runspaces share it, so a simulator serves <c>ForEach-Object -Parallel</c> too.</summary>
    public static ModuleSession Current { get; } = new();

    /// <summary>The simulators that run.</summary>
    public SimulatorRegistry Simulators { get; } = new();

    /// <summary>The service for a connection: the same one for the same words, as long as the environment says the same.</summary>
    /// <param name="options">What the caller said of the connection.</param>
    /// <returns>A service that is ready to be called.</returns>
    public IRunCommandService Connect(ConnectionOptions options)
    {
        var key = Key(options);
        lock (_gate)
        {
            if (!_services.TryGetValue(key, out var service))
            {
                service = Create(options);
                _services.Add(key, service);
            }

            return service;
        }
    }

    /// <summary>The buckets that commands of a connection write to.</summary>
    /// <param name="options">What the caller said of the connection.</param>
    /// <returns>A store that is ready to be read.</returns>
    public IOutputStore Store(ConnectionOptions options)
    {
        var key = Key(options);
        lock (_gate)
        {
            if (!_stores.TryGetValue(key, out var store))
            {
                store = CreateStore(options);
                _stores.Add(key, store);
            }

            return store;
        }
    }

    /// <summary>Forgets a connection whose credentials were refused: the next cmdlet looks for credentials afresh, for its buckets too.</summary>
    /// <param name="refused">The service or the store that was refused.</param>
    public void Forget(object refused)
    {
        lock (_gate)
        {
            var services = _services.Where(pair => ReferenceEquals(pair.Value, refused)).Select(pair => pair.Key);
            var stores = _stores.Where(pair => ReferenceEquals(pair.Value, refused)).Select(pair => pair.Key);
            foreach (var key in services.Concat(stores).ToList())
            {
                _services.Remove(key);
                _stores.Remove(key);
            }
        }
    }

    /// <summary>Closes everything, when the module is removed.</summary>
    public void Close()
    {
        lock (_gate)
        {
            foreach (var service in _services.Values)
            {
                service.Dispose();
            }

            foreach (var store in _stores.Values)
            {
                store.Dispose();
            }

            _services.Clear();
            _stores.Clear();
        }

        Simulators.StopAll();
    }

    /// <summary>What tells connections apart: the words, and what the environment says.</summary>
    public static (ConnectionOptions Options, string Chain) Key(ConnectionOptions options) =>
        (options, string.Join('\n', ChainVariables.Select(Environment.GetEnvironmentVariable)));

    // A method of its own, so that the SDK is loaded by the first call and not by the import.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IRunCommandService Create(ConnectionOptions options) => AwsRunCommandServiceFactory.Create(options);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IOutputStore CreateStore(ConnectionOptions options) => AwsOutputStoreFactory.Create(options);
}
