using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Core.Tests.Rollout.Record;

/// <summary>All that a state says, to compare states by.</summary>
internal static class RolloutText
{
    public static string Of(RolloutState state) => string.Join('\n',
    [
        $"{state.Planned.Id} {state.Condition} {state.By} {state.LastAt:O} {state.LastNumber} {state.Unnamed}",
        state.Waves is { } waves
            ? $"{waves.Passed} of {waves.Count} {waves.Halt} {waves.BegunAt:O} {waves.EndedAt:O} {string.Join(',', waves.Nodes)}" : "",
        .. state.Nodes.Select(node => $"{node} {state[node]} {state.HasInvocation(node)} {state.SendOf(node)?.Number}"),
        .. state.Sends.Select(
            send => $"{send.Number} {send.Part} {send.CommandId} {send.IsRefused} {string.Join(',', send.InstanceIds ?? [])}"),
        .. Enum.GetValues<NodeVerdict>().Select(verdict => $"{verdict} {state.Count(verdict)}"),
    ]);
}
