using System.Net;
using System.Net.Sockets;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Execution;
using RunCommandPS.Simulator.Faults;
using RunCommandPS.Simulator.Fleet;
using RunCommandPS.Simulator.Notifications;
using RunCommandPS.Simulator.Parameters;
using RunCommandPS.Simulator.Protocol;
using RunCommandPS.Simulator.Protocol.Http;
using RunCommandPS.Simulator.Service;
using RunCommandPS.Simulator.State;
using RunCommandPS.Simulator.Storage;
using RunCommandPS.Simulator.Time;

namespace RunCommandPS.Simulator;

/// <summary>
/// A Run Command endpoint on this machine, for tests, for runbooks and for any client of the API. It listens on loopback, unless explicitly
/// told otherwise, and serves only requests signed with its keys, which are made at the start.
/// </summary>
public sealed class RunCommandSimulator : IDisposable
{
    private const double TimeScaleMaximum = 100_000;
    private const string RegionPattern = "^[a-z]{2,}(-[a-z]+)+-[0-9]+$";

    private readonly Credentials _credentials;
    private readonly TimeProvider _clock;
    private readonly NodeFleet _fleet;
    private readonly FaultList _faults;
    private readonly IReadOnlyList<string> _operations;
    private readonly RequestLog _log;
    private readonly ProblemLog _problems;
    private readonly SignatureCheck _signature;
    private readonly OutputPlaces _places;
    private readonly CommandService _service;
    private readonly HttpServer _server;

    // What it disposes of, in the order of a request's path, so that nothing new reaches a part that is already gone.
    private readonly List<IDisposable> _parts = [];
    private int _isStopped;

    private RunCommandSimulator(SimulatorOptions options, IPAddress address)
    {
        _clock = options.IsTimeStepped ? new SteppedTime(options.TimeProvider.GetUtcNow())
            : options.TimeScale == 1 ? options.TimeProvider
            : new ScaledTime(options.TimeProvider, options.TimeScale);
        _problems = new ProblemLog(problem => ProblemOccurred?.Invoke(this, problem));
        _log = new RequestLog { Added = Tell };
        _fleet = BuildFleet(options, _clock.GetUtcNow());
        _faults = new FaultList(options.FixedSeed, _clock);
        _credentials = Credentials.Create(Caller.User(options.AccountId));
        var keys = new KeyRing(_credentials, options.WireClock);
        _signature = new SignatureCheck(keys, options.Region, options.WireClock, _clock);
        _places = new OutputPlaces(options.Account.Buckets);
        Region = options.Region;
        try
        {
            var library = BuildLibrary(options, _clock.GetUtcNow());
            var journal = options.StatePath is { } path ? Ending(Journal.Open(path, _clock.GetUtcNow, _problems.Add)) : null;
            var past = AccountEntries.Of(journal?.Past ?? []);
            var changes = new KeptDocuments(library, journal, past, _clock);
            var parameters = new ParameterStore(options.AccountId, options.Region);
            var parameterChanges = new KeptParameters(parameters, journal, past, _clock);
            var contents = new ContentSource(_places.Objects, library);
            var processes = options.Execution == ExecutionMode.Process ? Ending(ProcessExecutor.Start(options.Region, contents)) : null;
            var steps = new ScriptedExecutor(options.Answers, new PluginExecutor(contents, processes));
            _service = Ending(
                BuildService(options, library, parameters, agenda => new DocumentExecutor(steps, contents, agenda), journal));
            journal?.LetGoOfPast();
            var protocols = new Protocols(
                new AccountParts(
                    options.Account, _service, _fleet, library, changes, parameters, parameterChanges, _places, keys, _faults),
                _clock);
            _operations = protocols.Operations;
            _faults.Add(options.Faults.Select(Checked).ToList());
            var handler = new RequestHandler(protocols, _signature, _faults, _log, new HostCheck(options.AllowRemote), _clock);
            _server = Ending(
                new HttpServer(
                    new IPEndPoint(address, options.Port), handler.Handle, RequestHandler.Refuse, wireClock: options.WireClock,
                    toldClock: _clock));
        }
        catch
        {
            // Whatever it was: a simulator that failed to start must hold neither a file nor a port.
            _parts.ForEach(static part => part.Dispose());
            throw;
        }

        Endpoint = new Uri($"http://{new IPEndPoint(ListenAddress.Reachable(address), _server.Port)}");
        _fleet.MoveTo(Endpoint);
    }

    /// <summary>
    /// Is told about every request, just before its answer is sent. A listener delays that one answer; what a listener throws
    /// is a problem, and the request is answered.
    /// </summary>
    public event EventHandler<RecordedRequest>? RequestAnswered;

    /// <summary>
    /// Is told about problems outside of calls, in plain words: state that was lost or can't be kept, a listener that throws, a bug
    /// of the simulator. On a separate thread.
    /// </summary>
    public event EventHandler<string>? ProblemOccurred;

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

    /// <summary>The commands it has accepted, newest first, as ListCommands has them. A snapshot.</summary>
    public IReadOnlyList<Command> Commands => _service.ListCommands(new CommandFilter(), int.MaxValue - 1, null).Items.ToArray();

    /// <summary>The newest requests, oldest first: up to 10,000 of them, and up to 32 MiB of bodies. A snapshot.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _log.Snapshot();

    /// <summary>How often each node has started to run a document, by id. Nodes that never have are left out. A snapshot.</summary>
    public IReadOnlyDictionary<string, int> RunsPerNode => _service.RunsPerNode;

    /// <summary>
    /// The notifications that SNS would have published for commands with a NotificationConfig, oldest first: the newest 10,000. A snapshot.
    /// </summary>
    public IReadOnlyList<SimulatedNotification> Notifications => _places.Notifications.Snapshot();

    /// <summary>
    /// The CloudWatch log streams that commands with a CloudWatchOutputConfig wrote, oldest first: the newest 10,000. A snapshot.
    /// </summary>
    public IReadOnlyList<SimulatedLogStream> LogStreams => _places.Logs.Snapshot();

    /// <summary>What <see cref="ProblemOccurred"/> reported, oldest first: the newest 100. A snapshot.</summary>
    public IReadOnlyList<string> Problems => _problems.Snapshot();

    /// <summary>The active faults, first to last. A snapshot.</summary>
    public IReadOnlyList<SimulatedFault> Faults => _faults.Faults;

    /// <summary>The account's buckets.</summary>
    internal ObjectStore Objects => _places.Objects;

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
        if (!(options.TimeScale > 0 && options.TimeScale <= TimeScaleMaximum) || (options.IsTimeStepped && options.TimeScale != 1))
        {
            throw new ArgumentException(
                $"A time scale is more than 0 and at most {TimeScaleMaximum:#,0}, and stepped time has none.", nameof(options));
        }

        if (options.TimeProvider.GetUtcNow() > ClockRange.Latest)
        {
            throw new ArgumentException(
                $"The clock is set to {options.TimeProvider.GetUtcNow():u}, and commands live until {ClockRange.Latest:u} at most.",
                nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(options.PendingInvocationsQuota ?? 0);
        options.Account.Check();
        return SpecPattern.IsMatch(options.Region, RegionPattern)
            ? new RunCommandSimulator(options, ListenAddress.Of(options))
            : throw new ArgumentException($"'{options.Region}' is not the name of a Region, such as us-east-1.", nameof(options));
    }

    /// <summary>
    /// Advances the clock of commands, in a simulator started with <see cref="SimulatorOptions.IsTimeStepped"/>. What is
    /// due on the way happens, each at its time.
    /// </summary>
    /// <param name="time">How far, 0 or more.</param>
    /// <exception cref="InvalidOperationException">Its time advances by itself.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Time does not go back.</exception>
    public void Advance(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        if (_clock is not SteppedTime clock)
        {
            throw new InvalidOperationException(
                "This simulator's time advances by itself. Start one with stepped time to advance it by hand.");
        }

        clock.Advance(time);
        _service.CatchUp();
    }

    /// <summary>
    /// Changes the state of a node's machine. A machine that stops loses what it is running; commands sent meanwhile wait for it, and reach
    /// it if it comes back within their delivery time.
    /// </summary>
    /// <param name="instanceId">The node.</param>
    /// <param name="state">Its new state.</param>
    /// <exception cref="ArgumentException">There is no such node.</exception>
    public void SetNodeState(string instanceId, NodeState state) => ChangeNode(instanceId, node => node with { Machine = state });

    /// <summary>
    /// Changes whether a node's agent can be reached. An agent without a connection continues with what
    /// it is running, and reports it once it is Online.
    /// </summary>
    /// <param name="instanceId">The node.</param>
    /// <param name="pingStatus">One of <see cref="PingStatus"/>, in any case.</param>
    /// <exception cref="ArgumentException">There is no such node, or no such status.</exception>
    public void SetNodePingStatus(string instanceId, string pingStatus)
    {
        var known = NodeFactory.Ping(pingStatus);
        ChangeNode(instanceId, node => node with { PingStatus = known });
    }

    /// <summary>Sets the state of an alarm. When raised, it ends the open commands that have it.</summary>
    /// <param name="name">The alarm, 1 to 255 characters; one that does not exist is created.</param>
    /// <param name="state">Its state from now on.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public void SetAlarmState(string name, AlarmState state)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        _service.SetAlarm(name, state);
    }

    /// <summary>
    /// Makes calls go wrong from now on. Of several faults that match a call, the one injected first applies; the times of
    /// Latency, NotYetVisible and ClockSkew add up.
    /// </summary>
    /// <param name="fault">Which calls, and how.</param>
    /// <exception cref="ArgumentException">A member is out of its range, or there is no such operation; the message names it.</exception>
    public void InjectFault(SimulatedFault fault) => _faults.Add(Checked(fault));

    /// <summary>Makes calls go wrong from now on in several ways.</summary>
    /// <param name="faults">Which calls, and how.</param>
    /// <exception cref="ArgumentException">A member is out of its range, or there is no such operation; the
    /// message names it. None is injected.</exception>
    public void InjectFaults(IReadOnlyList<SimulatedFault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        _faults.Add(faults.Select(Checked).ToList());
    }

    /// <summary>Makes calls go wrong from now on, in different ways than before: with these faults and no others.</summary>
    /// <param name="faults">Which calls, and how.</param>
    /// <exception cref="ArgumentException">A member is out of its range, or there is no such operation; the message names
    /// it. The faults are unchanged.</exception>
    public void ReplaceFaults(IReadOnlyList<SimulatedFault> faults)
    {
        ArgumentNullException.ThrowIfNull(faults);
        _faults.Replace(faults.Select(Checked).ToList());
    }

    /// <summary>Makes every call go wrong from now on, or every call of one operation.</summary>
    /// <param name="kind">What happens.</param>
    /// <param name="operation">The operation, for example SendCommand; null or empty for all of them.</param>
    /// <remarks>
    /// PowerShell can call this overload and the next one with words: <c>$simulator.InjectFault('Throttle', 'SendCommand', 1, 3)</c>.
    /// </remarks>
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

    /// <summary>Removes all faults. A command that is not yet visible stays so for its time.</summary>
    public void ClearFaults() => _faults.Replace();

    /// <summary>
    /// From now on, requests with this session token are refused with ExpiredTokenException. Any other token is accepted.
    /// </summary>
    /// <param name="sessionToken">The token.</param>
    public void ExpireSessionToken(string sessionToken) => _signature.Expire(sessionToken);

    /// <summary>
    /// Ends every request and everything that is running on a node, and stops listening. What is known about nodes and requests
    /// stays readable. Stopping twice does nothing.
    /// </summary>
    public void Stop()
    {
        if (Interlocked.Exchange(ref _isStopped, 1) == 0)
        {
            _parts.ForEach(static part => part.Dispose());
        }
    }

    /// <inheritdoc cref="Stop"/>
    public void Dispose() => Stop();

    private void ChangeNode(string instanceId, Func<SimulatedNode, SimulatedNode> change)
    {
        if (!_fleet.TryGet(instanceId, out _))
        {
            throw new ArgumentException($"There is no node {instanceId}.", nameof(instanceId));
        }

        _service.ChangeNode(instanceId, change);
    }

    private SimulatedFault Checked(SimulatedFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        var operation = fault.Operation is not { } name ? null
            : _operations.FirstOrDefault(known => known.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"Operation is not one of {string.Join(", ", _operations)}. The fault's is '{name}'.");
        var known = fault with { Operation = operation };
        known.Check();
        return known;
    }

    private static NodeFleet BuildFleet(SimulatorOptions options, DateTimeOffset now)
    {
        var factory = new NodeFactory(options.FixedSeed, options.Platform, options.Region, now);
        return new NodeFleet([.. options.Nodes.Concat(Enumerable.Repeat(new NodeDescription(), options.NodeCount)).Select(factory.Create)]);
    }

    private CommandService BuildService(
        SimulatorOptions options,
        DocumentLibrary library,
        ParameterStore parameters,
        Func<Agenda, IStepExecutor> executor,
        Journal? journal)
    {
        var agenda = new Agenda(_clock, _problems.Add);
        JournalObserver? recorder = null;
        var delivery = new OutputDelivery(_places, options.Region, () => recorder?.Now ?? agenda.Now);
        recorder = journal is null ? null : new JournalObserver(journal, delivery, () => agenda.Now);
        var service = new CommandService(
            agenda, _fleet, library, parameters, options.Account, executor(agenda), options.Seed, recorder is null ? delivery : recorder);
        if (recorder is not null)
        {
            var replay = new JournalReplay(_fleet);
            recorder.Replay(replay);
            service.Resume(replay.Commands, replay.Forgotten);
        }

        return service;
    }

    // A listener is foreign code, and there may be several.
    private void Tell(RecordedRequest request)
    {
        foreach (var listener in RequestAnswered?.GetInvocationList() ?? [])
        {
            try
            {
                ((EventHandler<RecordedRequest>)listener)(this, request);
            }
            catch (Exception error)
            {
                _problems.Add(error);
            }
        }
    }

    private T Ending<T>(T part)
        where T : IDisposable
    {
        _parts.Insert(0, part);
        return part;
    }

    private static DocumentLibrary BuildLibrary(SimulatorOptions options, DateTimeOffset now) => new(
        BuiltInDocuments.Load(now)
            .Concat(options.DocumentPaths.SelectMany(path => DocumentFile.Load(path, options.AccountId, now))),
        options.AccountId,
        options.Region);
}
