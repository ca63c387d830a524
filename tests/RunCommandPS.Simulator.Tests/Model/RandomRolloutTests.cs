using System.Globalization;
using RunCommandPS.Core.Tests;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Tests.Service;

namespace RunCommandPS.Simulator.Tests.Model;

/// <summary>
/// Random fleets, commands, limits, deaths of nodes, cancels and alarms, stepped in virtual time; what
/// must hold is in <see cref="Invariants"/>.
/// </summary>
public sealed class RandomRolloutTests
{
    private const string AlarmName = "alarm";

    private static readonly Dictionary<string, string> Tags = new() { ["All"] = "yes" };

    [Fact]
    public void Whatever_happens_the_invariants_hold() => Scenario.Any.ForEach(300, Play);

    private static void Play(Scenario scenario)
    {
        Invariants? invariants = null;
        using var harness = new ServiceHarness(
            [.. scenario.Nodes.Select(Describe)],
            [.. scenario.Nodes.Select(Answer)],
            observe: inner => invariants = new Invariants(inner));
        var sent = new List<string>();
        var walk = new PageWalk(harness.Service, 3);
        var happenings = scenario.Commands.Select(plan => (plan.At, Do: (Action)(() => Send(harness, plan, sent))))
            .Concat(scenario.Events.Select(plan => (plan.At, Do: (Action)(() => Happen(harness, plan, sent)))))
            .OrderBy(happening => happening.At).ToList();

        var start = harness.Clock.GetUtcNow();
        foreach (var (at, happen) in happenings)
        {
            var due = start.AddSeconds(at) - harness.Clock.GetUtcNow();
            Step(due > TimeSpan.Zero ? due : TimeSpan.Zero);
            happen();
            Array.ForEach(scenario.Strides, stride => Step(TimeSpan.FromMilliseconds(stride)));
        }

        for (var wait = 0; wait < 30; wait++)
        {
            Step(TimeSpan.FromSeconds(400));
        }

        Assert.All(sent, id => Assert.True(Observation.IsEnd(harness.Command(id).Status)));

        void Step(TimeSpan time)
        {
            harness.Step(time);
            Look(harness, invariants!, sent);
            walk.Next();
            walk = walk.IsOver ? new PageWalk(harness.Service, 3) : walk;
        }
    }

    private static NodeDescription Describe(NodePlan plan) => new()
    {
        Tags = Tags,
        State = plan.Kind == NodeKind.Stopped ? NodeState.Stopped : NodeState.Running,
        PingStatus = plan.Kind == NodeKind.Unconnected
            ? PingStatus.ConnectionLost
            : plan.Kind == NodeKind.Inactive ? PingStatus.Inactive : PingStatus.Online,
        PlatformType = plan.Kind == NodeKind.Windows ? PlatformType.Windows : PlatformType.Linux,
        IsAccessAllowed = plan.Kind != NodeKind.Denied,
    };

    private static ScriptedAnswer Answer(NodePlan plan, int place) => new()
    {
        Node = string.Create(CultureInfo.InvariantCulture, $"node-{place + 1:0000}"),
        Duration = TimeSpan.FromSeconds(plan.Seconds),
        ExitCode = plan.ExitCode,
        IgnoresCancel = plan.IgnoresCancel,
    };

    private static void Send(ServiceHarness harness, CommandPlan plan, List<string> sent)
    {
        var ids = harness.Fleet.Nodes.Where(node => node.IsAddressable && node.PlatformType == PlatformType.Linux)
            .Select(node => node.InstanceId).ToList();
        var request = harness.Request with
        {
            InstanceIds = plan.ByTag ? null : ids,
            Targets = plan.ByTag ? [new() { Key = "tag:All", Values = ["yes"] }] : null,
            MaxConcurrency = plan.MaxConcurrency,
            MaxErrors = plan.MaxErrors,
            TimeoutSeconds = plan.TimeoutSeconds,
            AlarmConfiguration = plan.HasAlarm ? new() { Alarms = [new() { Name = AlarmName }] } : null,
        };
        try
        {
            sent.Add(harness.Send(request));
        }
        catch (ServiceException)
        {
            // No node is left to be named, or the alarm is raised: nothing was sent.
        }
    }

    private static void Happen(ServiceHarness harness, EventPlan plan, List<string> sent)
    {
        var node = plan.Which % harness.Fleet.Nodes.Count;
        var command = sent.Count > 0 ? sent[plan.Which % sent.Count] : null;
        switch (plan.What)
        {
            case Happening.Stop:
                harness.SetState(node, NodeState.Stopped);
                break;
            case Happening.Start:
                harness.SetState(node, NodeState.Running);
                break;
            case Happening.Terminate:
                harness.SetState(node, NodeState.Terminated);
                break;
            case Happening.Disconnect:
                harness.SetPing(node, PingStatus.ConnectionLost);
                break;
            case Happening.Connect:
                harness.SetPing(node, PingStatus.Online);
                break;
            case Happening.RaiseAlarm:
                harness.Service.SetAlarm(AlarmName, AlarmState.Alarm);
                break;
            case Happening.CancelAll when command is not null:
                harness.Service.Cancel(command, []);
                break;
            case Happening.CancelSome when command is not null
                && harness.Invocations(command, withDetails: false) is { Count: > 0 } invocations:
                harness.Service.Cancel(command, [invocations[plan.Which % invocations.Count].InstanceId]);
                break;
        }
    }

    private static void Look(ServiceHarness harness, Invariants invariants, List<string> sent)
    {
        var unreachable = harness.Fleet.Nodes.Where(node => !node.IsReachable).Select(node => node.InstanceId)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var id in sent)
        {
            invariants.Hold(
                new Observation(harness.Command(id), harness.Invocations(id), harness.Clock.GetUtcNow()) { Unreachable = unreachable });
        }
    }
}
