namespace RunCommandPS.Simulator.Tests.Model;

/// <summary>What a client sees of a command at one moment.</summary>
internal sealed record Observation(Command Command, IReadOnlyList<CommandInvocation> Invocations, DateTimeOffset Time)
{
    /// <summary>Ids of the nodes that can't be reached at this moment.</summary>
    public required IReadOnlySet<string> Unreachable { get; init; }

    public bool IsTerminal => IsEnd(Command.Status);

    public static bool IsEnd(string status) => status is "Success" or "Failed" or "TimedOut" or "Cancelled";
}
