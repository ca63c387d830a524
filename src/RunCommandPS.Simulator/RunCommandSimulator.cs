using System.Globalization;
using System.Net.Sockets;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Execution;
using RunCommandPS.Simulator.Faults;
using RunCommandPS.Simulator.Protocol;
using RunCommandPS.Simulator.Protocol.Http;
using RunCommandPS.Simulator.Protocol.Operations;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator;

/// <summary>
/// An endpoint of Run Command on this machine, for tests, for runbooks and for any client of the API. It listens on loopback only and
/// serves nobody who does not sign with its keys, which are made at start.
/// </summary>
public sealed class RunCommandSimulator : IDisposable
{
    private const string RegionPattern = "^[a-z]{2,}(-[a-z]+)+-[0-9]+$";

    private readonly Credentials _credentials = Credentials.Create();
    private readonly NodeFleet _fleet;
    private readonly FaultList _faults;
    private readonly RequestLog _log = new();
    private readonly SignatureCheck _signature;
    private readonly ProcessExecutor? _processes;
    private readonly CommandService _service;
    private readonly HttpServer _server;
    private int _isStopped;

    private RunCommandSimulator(SimulatorOptions options)
    {
        var now = options.TimeProvider.GetUtcNow();
        _fleet = BuildFleet(options, now);
        var library = BuildLibrary(options, now);
        _faults = new FaultList(options.Seed);
        _signature = new SignatureCheck(_credentials, options.Region, TimeProvider.System);
        Region = options.Region;
        _processes = options.Execution == ExecutionMode.Process ? new ProcessExecutor(options.Region) : null;
        _service = new CommandService(_fleet, library, options.Account, new ScriptedExecutor(options.Answers, _processes), options.TimeProvider, options.Seed);
        var handler = new RequestHandler(
            [.. new CommandOperations(_service).All, .. new NodeOperations(_fleet, options.TimeProvider).All, .. new DocumentOperations(library).All],
            _signature,
            _faults,
            _log,
            options.TimeProvider);
        try
        {
            _server = new HttpServer(options.Port, handler.Handle, RequestHandler.Refuse);
        }
        catch (SocketException)
        {
            _service.Dispose();
            _processes?.Dispose();
            throw;
        }

        Endpoint = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_server.Port}"));
    }

    /// <summary>Where it listens.</summary>
    public Uri Endpoint { get; }

    /// <summary>Access key id of the one key pair that may sign requests.</summary>
    public string AccessKeyId => _credentials.AccessKeyId;

    /// <summary>Secret access key of that pair.</summary>
    public string SecretAccessKey => _credentials.SecretAccessKey;

    /// <summary>The region that requests must be signed for.</summary>
    public string Region { get; }

    /// <summary>The fleet.</summary>
    public IReadOnlyList<SimulatedNode> Nodes => _fleet.Nodes;

    /// <summary>The newest requests, oldest first: up to 10,000 of them, and up to 32 million characters of bodies. A snapshot.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _log.Snapshot();

    /// <summary>How often each node has begun to run a document, by id. Nodes that never have are left out. A snapshot.</summary>
    public IReadOnlyDictionary<string, int> RunsPerNode => _service.RunsPerNode;

    /// <summary>Whether it listens.</summary>
    public bool IsRunning => Volatile.Read(ref _isStopped) == 0;

    /// <summary>Starts a simulator.</summary>
    /// <param name="options">What it starts with.</param>
    /// <returns>The simulator, listening.</returns>
    /// <exception cref="ArgumentException">A node, document or other option is not usable; the message names it.</exception>
    /// <exception cref="SocketException">The port is taken or not allowed.</exception>
    public static RunCommandSimulator Start(SimulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.NodeCount);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Port, ushort.MaxValue);
        return SpecPattern.IsMatch(options.Region, RegionPattern)
            ? new RunCommandSimulator(options)
            : throw new ArgumentException($"'{options.Region}' is no name of a region, such as us-east-1.", nameof(options));
    }

    /// <summary>Makes calls go wrong from now on. Of several faults that fit a call, the one injected first is met.</summary>
    /// <param name="fault">Which calls, and how.</param>
    public void InjectFault(SimulatedFault fault) => _faults.Add(fault);

    /// <summary>Makes every call go wrong from now on, or every call of one operation.</summary>
    /// <param name="kind">What happens.</param>
    /// <param name="operation">The operation, for example SendCommand; null or empty for all of them.</param>
    /// <remarks>This form and the next one PowerShell can call with words: <c>$simulator.InjectFault('Throttle', 'SendCommand', 1, 3)</c>.</remarks>
    public void InjectFault(FaultKind kind, string? operation = null) => InjectFault(kind, operation, []);

    /// <summary>Makes some calls of an operation go wrong from now on.</summary>
    /// <param name="kind">What happens.</param>
    /// <param name="operation">The operation, for example SendCommand; null or empty for all of them.</param>
    /// <param name="calls">Which of the operation's calls, the first being 1; none for every one.</param>
    public void InjectFault(FaultKind kind, string? operation, params int[] calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        InjectFault(new SimulatedFault(kind) { Operation = string.IsNullOrEmpty(operation) ? null : operation, Calls = calls.ToArray() });
    }

    /// <summary>Takes back all faults.</summary>
    public void ClearFaults() => _faults.Clear();

    /// <summary>From now on, requests with this session token are refused with ExpiredTokenException. Any other token is taken.</summary>
    /// <param name="sessionToken">The token.</param>
    public void ExpireSessionToken(string sessionToken) => _signature.Expire(sessionToken);

    /// <summary>Ends every request and everything that runs on a node, and stops listening. What is known of nodes and requests stays readable. Stopping twice does nothing.</summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _isStopped, 1) == 0)
        {
            // In the order of a request's way, so that nothing new reaches a part that is gone already.
            _server.Dispose();
            _service.Dispose();
            _processes?.Dispose();
        }
    }

    /// <inheritdoc cref="Stop"/>
    public void Dispose() => Stop();

    private static NodeFleet BuildFleet(SimulatorOptions options, DateTimeOffset now)
    {
        var factory = new NodeFactory(options.Seed, options.Platform, options.Region, now);
        return new NodeFleet([.. options.Nodes.Concat(Enumerable.Repeat(new NodeDescription(), options.NodeCount)).Select(factory.Create)]);
    }

    private static DocumentLibrary BuildLibrary(SimulatorOptions options, DateTimeOffset now) => new(
        BuiltInDocuments.Load(now).Concat(options.DocumentPaths.SelectMany(path => DocumentFile.Load(path, AccountSettings.AccountId, now))),
        AccountSettings.AccountId,
        options.Region);
}
