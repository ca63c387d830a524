using System.Globalization;
using RunCommandPS.Documents;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Execution;
using RunCommandPS.Simulator.Fleet;
using RunCommandPS.Simulator.Parameters;

namespace RunCommandPS.Simulator.Service;

/// <summary>
/// Run Command itself: accepts commands, brings them to nodes as time passes, and reports on them. It does not know HTTP,
/// starts no threads and has no clock of its own.
/// </summary>
internal sealed class CommandService : IDisposable
{
    private readonly Agenda _agenda;
    private readonly NodeFleet _fleet;
    private readonly SendCheck _check;
    private readonly NodeAgents _agents;
    private readonly AlarmBoard _alarms;
    private readonly PendingQuota _quota;
    private readonly CommandHistory _history;
    private readonly Dictionary<string, Rollout> _open = new(StringComparer.Ordinal);
    private readonly CommandView _view;
    private readonly ICommandObserver _observer;
    private readonly Random? _random;
    private long _number;

    /// <param name="agenda">What will happen when. It ends with the service.</param>
    /// <param name="fleet">The nodes.</param>
    /// <param name="library">The documents.</param>
    /// <param name="parameters">The parameters that commands may refer to.</param>
    /// <param name="account">What else the account has.</param>
    /// <param name="executor">Runs steps.</param>
    /// <param name="seed">The seed for ids of commands; null for ids unique to this service.</param>
    /// <param name="observer">Is notified of what happens.</param>
    public CommandService(
        Agenda agenda, NodeFleet fleet, DocumentLibrary library, ParameterStore parameters, AccountSettings account,
        IStepExecutor executor, int? seed, ICommandObserver observer)
    {
        _agenda = agenda;
        _history = new CommandHistory(() => _agenda.Now);
        _fleet = fleet;
        _agents = new NodeAgents(fleet, _agenda, executor, new ParameterReferences(parameters));
        _alarms = new AlarmBoard(account.Alarms);
        _quota = new PendingQuota(account.PendingInvocationsQuota);
        _check = new SendCheck(fleet, library, account, _alarms);
        _view = new CommandView(account.Region);
        _observer = observer;
        _random = seed is { } given ? new Random(given) : null;
    }

    /// <summary>How often each node has started to run a document.</summary>
    public IReadOnlyDictionary<string, int> RunsPerNode =>
        _agenda.Do(() => new Dictionary<string, int>(_agents.Runs, StringComparer.Ordinal));

    /// <summary>Accepts a command.</summary>
    /// <param name="request">The command.</param>
    /// <param name="hiddenFor">How long its invocations are not reported, although it runs.</param>
    /// <param name="skew">How much the clock that records its times is ahead of the one it runs by.</param>
    /// <exception cref="ServiceException">One of SendCommand's errors.</exception>
    public Command Send(SendCommandRequest request, TimeSpan hiddenFor = default, TimeSpan skew = default)
    {
        // Outside the lock, because it may take long: what changes meanwhile counts as having changed just after.
        var document = _check.Check(request);
        var parameters = ParameterBinding.Bind(document.Content, request.Parameters ?? new Dictionary<string, IReadOnlyList<string>>());
        var tasks = StepTaskFactory.Create(document.Content, parameters);
        var kept = request with { InstanceIds = _fleet.Own(request.InstanceIds ?? []) };
        var sent = _agenda.Do(() =>
        {
            var now = _agenda.Now;
            var command = new CommandState(NewId(), ++_number, kept, document, parameters, now, tasks)
            {
                Observer = _observer,
                VisibleFrom = now + hiddenFor,
                Skew = skew,
            };
            _observer.Sent(command);
            _history.Add(command);
            Open(command).Accept();
            return _view.Of(command);
        });

        // Outside the lock as well: the disk is slow, and one flush serves all who wait for it.
        _observer.Settle();
        return sent;
    }

    /// <summary>Requests the end of a command. Best effort: a node may finish anyway.</summary>
    /// <param name="commandId">The command.</param>
    /// <param name="instanceIds">The nodes on which it should end; empty for all.</param>
    /// <exception cref="ServiceException">InvalidCommandId, DuplicateInstanceId or InvalidInstanceId.</exception>
    public void Cancel(string commandId, IReadOnlyList<string> instanceIds)
    {
        _agenda.Do(() => CancelNow(commandId, instanceIds));
        _observer.Settle();
    }

    /// <summary>Replaces a node with another one with the same id.</summary>
    public void ChangeNode(string instanceId, Func<SimulatedNode, SimulatedNode> change) => _agenda.Do(() =>
    {
        _fleet.Replace(change(_fleet.Get(instanceId)));
        _agents.Busy(instanceId)?.NodeChanged();
    });

    /// <summary>Sets the state of an alarm. Commands that have it are notified at once.</summary>
    public void SetAlarm(string name, AlarmState state) => _agenda.Do(() =>
    {
        _alarms.Set(name, state);
        foreach (var rollout in _open.Values.ToList())
        {
            rollout.CheckAlarm();
        }
    });

    /// <summary>Does what is due by now. Every query sees it done anyway.</summary>
    public void CatchUp() => _agenda.Do(static () => { });

    /// <summary>Lists commands, newest first.</summary>
    /// <exception cref="ServiceException">InvalidNextToken.</exception>
    public Page<Command> ListCommands(CommandFilter filter, int pageSize, string? nextToken)
    {
        const string Operation = nameof(ListCommands);
        var before = PageToken.ReadNumber(Operation, nextToken);
        return _agenda.Do(() =>
        {
            var commands = filter.InstanceId is { } node
                ? _history.ListNode(node, filter, before).Select(static invocation => invocation.Command)
                : _history.List(filter, before);
            var found = commands
                .Where(command => filter.HasStatus(command.Status, command.StatusDetails))
                .Take(pageSize + 1).ToList();
            return Cut(found, pageSize, _view.Of, last => PageToken.Create(Operation, last.Number.ToString(CultureInfo.InvariantCulture)));
        });
    }

    /// <summary>Lists invocations: those of the newest command first, within a command in the order of its nodes.</summary>
    /// <exception cref="ServiceException">InvalidNextToken.</exception>
    public Page<CommandInvocation> ListInvocations(CommandFilter filter, bool withDetails, int pageSize, string? nextToken)
    {
        const string Operation = "ListCommandInvocations";
        var (number, position) = ReadPlace(PageToken.Read(Operation, nextToken));
        return _agenda.Do(() =>
        {
            var now = _agenda.Now;
            var invocations = filter.InstanceId is { } node
                ? _history.ListNode(node, filter, number)
                : _history.List(filter, number + 1)
                    .SelectMany(command => command.Invocations.Skip(command.Number == number ? position + 1 : 0));
            var found = invocations
                .Where(invocation => invocation.Command.VisibleFrom <= now)
                .Where(invocation => filter.HasStatus(invocation.Status, invocation.StatusDetails))
                .Take(pageSize + 1).ToList();
            return Cut(found, pageSize, invocation => _view.Of(invocation, withDetails), last =>
                PageToken.Create(Operation, $"{last.Command.Number}.{last.Position}"));
        });
    }

    /// <summary>One invocation with one step, its output as long as GetCommandInvocation returns it.</summary>
    /// <param name="commandId">The command.</param>
    /// <param name="instanceId">The node.</param>
    /// <param name="pluginName">The step; null if the document has only one.</param>
    /// <exception cref="ServiceException">InvocationDoesNotExist or InvalidPluginName.</exception>
    public (CommandInvocation Invocation, CommandStep Step) GetInvocation(string commandId, string instanceId, string? pluginName)
    {
        return _agenda.Do(() =>
        {
            var invocation = _history.TryGet(commandId, out var command) && command.VisibleFrom <= _agenda.Now
                ? command.Find(instanceId)
                : null;
            if (invocation is not { } found)
            {
                throw new ServiceException(ErrorCode.InvocationDoesNotExist, $"Invocation not found for {commandId}, {instanceId}");
            }

            return (_view.Of(found, withDetails: false), _view.FullStep(found, FindStep(command!, pluginName)));
        });
    }

    /// <summary>Continues commands of a service that was killed. Called once, before anything else.</summary>
    /// <param name="replayed">The commands, in the order in which they were sent.</param>
    /// <param name="forgotten">Ids of commands of which nothing else is left.</param>
    public void Resume(IReadOnlyList<ReplayedCommand> replayed, IEnumerable<string> forgotten) => _agenda.Do(() =>
    {
        _history.Forget(forgotten);
        foreach (var one in replayed)
        {
            _history.Add(one.Command);
            _number = Math.Max(_number, one.Command.Number);
            foreach (var instanceId in one.LastHeard.Where(heard => one.Command.Find(heard.Key) is { HasBegun: true })
                .Select(static heard => heard.Key))
            {
                _agents.CountRun(instanceId);
            }
        }

        foreach (var one in replayed)
        {
            if (one.Command.IsTerminal)
            {
                one.Command.CountEnded();
            }
            else
            {
                Open(one.Command).Resume(one.LastHeard, one.Cancels);
            }
        }
    });

    public void Dispose() => _agenda.Dispose();

    private static int FindStep(CommandState command, string? pluginName)
    {
        var steps = command.Document.Content.Steps;
        if (pluginName is null && steps.Count == 1)
        {
            return 0;
        }

        // CHOICE: a missing name is answered like a wrong one.
        var index = steps.TakeWhile(step => step.Name != pluginName).Count();
        return index < steps.Count
            ? index
            : throw new ServiceException(ErrorCode.InvalidPluginName);
    }

    private static (long? Number, int Position) ReadPlace(string? place)
    {
        if (place is null)
        {
            return (null, 0);
        }

        var parts = place.Split('.');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? (number, position)
            : throw new ServiceException(ErrorCode.InvalidNextToken);
    }

    private static Page<TView> Cut<TState, TView>(List<TState> found, int pageSize, Func<TState, TView> view, Func<TState, string> token) =>
        new([.. found.Take(pageSize).Select(view)], found.Count > pageSize ? token(found[pageSize - 1]) : null);

    private void CancelNow(string commandId, IReadOnlyList<string> instanceIds)
    {
        if (!_history.TryGet(commandId, out var command))
        {
            throw new ServiceException(ErrorCode.InvalidCommandId, $"Command id {commandId} does not exist.");
        }

        if (instanceIds.GroupBy(id => id, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any()) is { } twice)
        {
            throw new ServiceException(ErrorCode.DuplicateInstanceId, $"The instance {twice.Key} is given more than once.");
        }

        // CHOICE: nodes the command was not sent to are invalid. Unresolved targets could be any node of the fleet.
        var strangers = instanceIds.Where(id => command.Invocations.Count > 0 ? command.Find(id) is null
            : command.Request.InstanceIds is { Count: > 0 } sent ? !sent.Contains(id, StringComparer.Ordinal)
            : !_fleet.TryGet(id, out _)).ToList();
        if (strangers.Count > 0)
        {
            throw new ServiceException(
                ErrorCode.InvalidInstanceId, $"The command {commandId} was not sent to {string.Join(", ", strangers)}.");
        }

        if (_open.TryGetValue(commandId, out var rollout))
        {
            _observer.Cancelled(command, instanceIds);
            rollout.Cancel(instanceIds.Count > 0 ? instanceIds : null);
        }
    }

    private Rollout Open(CommandState command)
    {
        var rollout = new Rollout(
            command, _fleet, _agents, _alarms, _quota, _agenda, _history.NodesChosen, ended => _open.Remove(ended.CommandId));
        _open.Add(command.CommandId, rollout);
        return rollout;
    }

    // The same seed makes the same ids again, including those of commands that were sent before the service was restarted.
    private string NewId()
    {
        string id;
        do
        {
            id = (_random is null ? Guid.NewGuid() : NextGuid(_random)).ToString("D");
        }
        while (_history.Knows(id));

        return id;
    }

    // Version 4, variant 1 (RFC 9562), as the service's ids are.
    private static Guid NextGuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
