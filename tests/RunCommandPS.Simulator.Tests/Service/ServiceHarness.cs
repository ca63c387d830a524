using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Execution;
using RunCommandPS.Simulator.Fleet;
using RunCommandPS.Simulator.Notifications;
using RunCommandPS.Simulator.Parameters;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Tests.Service;

/// <summary>The service without its protocol, on a clock that a test moves by hand.</summary>
internal sealed class ServiceHarness : IDisposable
{
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public ServiceHarness(
        IReadOnlyList<NodeDescription> nodes,
        IReadOnlyList<ScriptedAnswer>? answers = null,
        IReadOnlyList<StoredDocument>? documents = null,
        SimulatorOptions? options = null,
        Func<IStepExecutor, IStepExecutor>? observe = null)
    {
        options ??= new SimulatorOptions();
        var factory = new NodeFactory(options.FixedSeed, options.Platform, options.Region, Clock.GetUtcNow());
        Fleet = new NodeFleet([.. nodes.Select(factory.Create)]);
        var library = new DocumentLibrary(
            BuiltInDocuments.Load(Clock.GetUtcNow()).Concat(documents ?? []), SimulatorOptions.DefaultAccountId, options.Region);
        IStepExecutor executor = new ScriptedExecutor(answers ?? [], null);
        var agenda = new Agenda(Clock, Failures.Add);
        var delivery = new OutputDelivery(new OutputPlaces(options.Account.Buckets), options.Region, () => agenda.Now);
        Service = new CommandService(
            agenda, Fleet, library, Parameters, options.Account, observe?.Invoke(executor) ?? executor, options.FixedSeed, delivery);
    }

    public ServiceHarness(int nodeCount, params ScriptedAnswer[] answers)
        : this([.. Enumerable.Repeat(new NodeDescription(), nodeCount)], answers)
    {
    }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public NodeFleet Fleet { get; }

    public ParameterStore Parameters { get; } = new(SimulatorOptions.DefaultAccountId, "us-east-1");

    /// <summary>What went wrong with things on the agenda; a test that expects any takes it out.</summary>
    public List<Exception> Failures { get; } = [];

    public CommandService Service { get; }

    public IReadOnlyList<string> Ids => [.. Fleet.Nodes.Select(node => node.InstanceId)];

    /// <summary>A command for all nodes by id; change it for anything else.</summary>
    public SendCommandRequest Request => new()
    {
        DocumentName = "AWS-RunShellScript",
        InstanceIds = Ids,
        Parameters = new Dictionary<string, IReadOnlyList<string>> { ["commands"] = ["uptime"] },
    };

    public static StoredDocument Document(string name, string json) =>
        DocumentFile.Read(name, StoredDocument.JsonFormat, json, SimulatorOptions.DefaultAccountId, DateTimeOffset.UnixEpoch);

    public string Send(SendCommandRequest? request = null) => Service.Send(request ?? Request).CommandId;

    /// <summary>The built-in document with another script.</summary>
    public SendCommandRequest Script(string script) =>
        Request with { Parameters = new Dictionary<string, IReadOnlyList<string>> { ["commands"] = [script] } };

    /// <summary>What each node says in detail, in the command's order.</summary>
    public IReadOnlyList<string> Details(string commandId) =>
        [.. Invocations(commandId, withDetails: false).Select(invocation => invocation.StatusDetails)];

    public void SetState(int node, NodeState state) => Service.ChangeNode(Ids[node], one => one with { Machine = state });

    public void SetPing(int node, string pingStatus) => Service.ChangeNode(Ids[node], one => one with { PingStatus = pingStatus });

    public void Step(TimeSpan time) => Clock.Advance(time);

    public Command Command(string commandId) =>
        Assert.Single(Service.ListCommands(new CommandFilter { CommandId = commandId }, 1, null).Items);

    public IReadOnlyList<CommandInvocation> Invocations(string commandId, bool withDetails = true) =>
        Service.ListInvocations(new CommandFilter { CommandId = commandId }, withDetails, int.MaxValue - 1, null).Items;

    public int Running(string commandId) =>
        Invocations(commandId, withDetails: false).Count(invocation => invocation.Status == "InProgress");

    public void Dispose()
    {
        Service.Dispose();
        Assert.Empty(Failures);
    }
}
