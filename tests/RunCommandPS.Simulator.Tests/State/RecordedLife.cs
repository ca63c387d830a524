using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Execution;
using RunCommandPS.Simulator.Fleet;
using RunCommandPS.Simulator.Notifications;
using RunCommandPS.Simulator.Parameters;
using RunCommandPS.Simulator.Service;
using RunCommandPS.Simulator.State;

namespace RunCommandPS.Simulator.Tests.State;

/// <summary>A service that writes its journal into memory, and the services that are started again on parts of it.</summary>
internal sealed class RecordedLife : IDisposable
{
    private const string TwoSteps = """
        {"schemaVersion":"2.2","parameters":{"word":{"type":"String"}},"mainSteps":[
        {"action":"aws:runShellScript","name":"one","inputs":{"runCommand":["first {{ word }}"]}},
        {"action":"aws:runShellScript","name":"two","inputs":{"runCommand":["second {{ word }}"]}}]}
        """;

    private static readonly IReadOnlyList<ScriptedAnswer> Answers =
    [
        new() { Contains = "fails", ExitCode = 3, StandardError = "no" },
        new() { Contains = "long", Duration = TimeSpan.FromMinutes(10), StandardOutput = "late" },
        new() { Duration = TimeSpan.FromSeconds(5), StandardOutput = "done" },
    ];

    private readonly DocumentLibrary _library = new(
        [DocumentFile.Read("Two-Steps", StoredDocument.JsonFormat, TwoSteps, SimulatorOptions.DefaultAccountId, DateTimeOffset.UnixEpoch)],
        SimulatorOptions.DefaultAccountId,
        "us-east-1");

    private readonly MemoryStream _stream = new();
    private DateTimeOffset _killed;

    public RecordedLife(bool runsForReal = false)
    {
        RunsForReal = runsForReal;
        _stream.Write(Journal.Header);
        Executor = new RecordingExecutor(new ScriptedExecutor(Answers, null), runsForReal, () => _stream.Length);
        Service = Start(new Journal(_stream, []), 3, Executor, Clock);
    }

    public bool RunsForReal { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public RecordingExecutor Executor { get; }

    public CommandService Service { get; }

    /// <summary>Each command that was acknowledged, and how long the journal was then.</summary>
    public List<(Command Command, long Length)> Acknowledged { get; } = [];

    public byte[] Text => _stream.ToArray();

    public void Send(string word, int nodes = 3, string maxErrors = "0") => Acknowledged.Add((
        Service.Send(new SendCommandRequest
        {
            DocumentName = "Two-Steps",
            InstanceIds = [.. Fleet(3).Nodes.Take(nodes).Select(node => node.InstanceId)],
            Parameters = new Dictionary<string, IReadOnlyList<string>> { ["word"] = [word] },
            MaxErrors = maxErrors,
            MaxConcurrency = "2",
        }),
        _stream.Length));

    public void Step(double seconds)
    {
        Clock.Advance(TimeSpan.FromSeconds(seconds));
        Service.CatchUp();
    }

    /// <summary>Commands that succeed, fail, are cancelled and go on, on nodes that have begun, ended and not been sent to.</summary>
    public RecordedLife Live()
    {
        Send("quick", nodes: 2);
        Step(30);
        Send("fails", maxErrors: "1");
        Send("long");
        Step(2);
        Service.Cancel(Acknowledged[2].Command.CommandId, [Fleet(3).Nodes[0].InstanceId]);
        Step(8);
        Send("quick", nodes: 1);
        Step(0.03);
        _killed = Clock.GetUtcNow();
        return this;
    }

    public (CommandService Service, RecordingExecutor Executor, FakeTimeProvider Clock) StartAgain(ReadOnlySpan<byte> text, int nodes = 3)
    {
        var clock = new FakeTimeProvider(_killed);
        var executor = new RecordingExecutor(new ScriptedExecutor(Answers, null), RunsForReal, () => 0);
        return (Start(new Journal(new MemoryStream(), Read(text.ToArray())), nodes, executor, clock), executor, clock);
    }

    /// <summary>The entries of a journal.</summary>
    public static IReadOnlyList<JournalEntry> Read(byte[] text) => [.. JournalReader.Read(new MemoryStream(text), "state")];

    private CommandService Start(Journal journal, int nodes, RecordingExecutor executor, FakeTimeProvider clock)
    {
        var agenda = new Agenda(clock, static error => Assert.Fail(error.ToString()));
        JournalObserver? recorder = null;
        var delivery = new OutputDelivery(new OutputPlaces([]), "us-east-1", () => recorder!.Now);
        recorder = new JournalObserver(journal, delivery, () => agenda.Now);
        var fleet = Fleet(nodes);
        var parameters = new ParameterStore(SimulatorOptions.DefaultAccountId, "us-east-1");
        var service = new CommandService(agenda, fleet, _library, parameters, new SimulatorOptions().Account, executor, 0, recorder);
        var replay = new JournalReplay(fleet);
        recorder.Replay(replay);
        service.Resume(replay.Commands, replay.Forgotten);
        return service;
    }

    public static IReadOnlyList<Command> Commands(CommandService service) => service.ListCommands(new CommandFilter(), 100, null).Items;

    public static IReadOnlyList<CommandInvocation> Invocations(CommandService service) =>
        service.ListInvocations(new CommandFilter(), true, 1000, null).Items;

    public void Dispose()
    {
        Service.Dispose();
        _stream.Dispose();
    }

    private static NodeFleet Fleet(int nodes)
    {
        var factory = new NodeFactory(0, "Linux", "us-east-1", DateTimeOffset.UnixEpoch);
        return new NodeFleet([.. Enumerable.Range(0, nodes).Select(_ => factory.Create(new NodeDescription()))]);
    }
}

/// <summary>Remembers what was started, and how long the journal was then.</summary>
internal sealed class RecordingExecutor(IStepExecutor inner, bool runsForReal, Func<long> length) : IStepExecutor
{
    public List<(string Run, long Length)> Starts { get; } = [];

    public bool RunsForReal(StepTask task, SimulatedNode node) => runsForReal;

    public Func<bool>? Start(StepTask task, SimulatedNode node, int attempt, Action<StepResult, TimeSpan> complete)
    {
        Starts.Add(($"{task.CommandId} {node.InstanceId} {task.Step.Name}", length()));
        return inner.Start(task, node, attempt, complete);
    }
}
