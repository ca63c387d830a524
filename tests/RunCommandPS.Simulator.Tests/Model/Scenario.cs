using CsCheck;

namespace RunCommandPS.Simulator.Tests.Model;

/// <summary>What a node is like at the start.</summary>
internal enum NodeKind
{
    Online,
    Stopped,
    Unconnected,
    Inactive,
    Windows,
    Denied,
}

/// <summary>What happens while commands are under way.</summary>
internal enum Happening
{
    Stop,
    Start,
    Terminate,
    Disconnect,
    Connect,
    CancelAll,
    CancelSome,
    RaiseAlarm,
}

internal sealed record NodePlan(NodeKind Kind, int Seconds, int ExitCode, bool IgnoresCancel);

internal sealed record CommandPlan(int At, string MaxConcurrency, string MaxErrors, int TimeoutSeconds, bool ByTag, bool HasAlarm);

internal sealed record EventPlan(int At, Happening What, int Which);

/// <summary>A fleet, what is sent to it, what happens meanwhile, and the strides in which time is stepped, in milliseconds.</summary>
internal sealed record Scenario(NodePlan[] Nodes, CommandPlan[] Commands, EventPlan[] Events, int[] Strides)
{
    private const int LengthInSeconds = 240;

    private static readonly Gen<NodePlan> AnyNode = Gen.Select(
        Gen.Frequency((8, Gen.Const(NodeKind.Online)), (4, Gen.Enum<NodeKind>())),
        Gen.OneOf(0, 0, 1, 20, 90, 4000),
        Gen.OneOf(0, 0, 0, 0, 1, 137, 168, 194),
        Gen.Frequency((5, Gen.Const(false)), (1, Gen.Const(true))),
        (kind, seconds, exitCode, ignores) => new NodePlan(kind, seconds, exitCode, ignores));

    private static readonly Gen<CommandPlan> AnyCommand = Gen.Select(
        Gen.Int[0, LengthInSeconds / 2],
        Gen.OneOf("1", "2", "3", "50", "10%", "50%", "100%"),
        Gen.OneOf("0", "0", "1", "2", "10%", "50%", "100%"),
        Gen.OneOf(30, 60, 120, 3600),
        Gen.Bool,
        Gen.Frequency((3, Gen.Const(false)), (1, Gen.Const(true))),
        (at, concurrency, errors, timeout, byTag, alarm) => new CommandPlan(at, concurrency, errors, timeout, byTag, alarm));

    private static readonly Gen<EventPlan> AnyEvent = Gen.Select(
        Gen.Int[0, LengthInSeconds],
        Gen.Enum<Happening>(),
        Gen.Int[0, 100],
        (at, what, which) => new EventPlan(at, what, which));

    public static Gen<Scenario> Any { get; } = Gen.Select(
        AnyNode.Array[1, 12],
        AnyCommand.Array[1, 9],
        AnyEvent.Array[0, 12],
        Gen.OneOf(7, 60, 900, 11_000, 45_000).Array[1, 8],
        (nodes, commands, events, strides) => new Scenario(nodes, commands, events, strides));
}
