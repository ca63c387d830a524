using RunCommandPS.Model;
using static RunCommandPS.ErrorKind;

namespace RunCommandPS.Waiting;

/// <summary>Errors of waiting for nodes.</summary>
internal static class NodeWaitErrors
{
    // More are counted: the reader of the message wants to know what to look at first.
    private const int MostNamed = 10;

    /// <summary>The wait timed out before enough nodes were online.</summary>
    /// <param name="goal">Which nodes were waited for.</param>
    /// <param name="missing">Those that are not online.</param>
    /// <param name="online">How many are.</param>
    /// <param name="limit">The time.</param>
    /// <param name="failure">What the last poll failed with; null if it was answered.</param>
    public static WaitTimeoutException TimedOut(
        NodeGoal goal, IReadOnlyList<AwaitedNode> missing, int online, TimeSpan limit, RunCommandException? failure)
    {
        var states = string.Join("; ", missing.GroupBy(node => node.PingStatus).OrderBy(state => state.Key).Select(Words));
        return new WaitTimeoutException(new(
            ErrorCode.WaitTimeout, OperationTimeout,
            $"After {ElapsedText.Seconds(limit)} {Counted(goal, missing, online)}{(states.Length > 0 ? $": {states}" : "")}."
                + (failure is null ? "" : $" The last poll failed: {failure.Message}"),
            string.Join(' ', Advice(goal, missing)))
        {
            Cause = failure,
        });
    }

    private static string Counted(NodeGoal goal, IReadOnlyList<AwaitedNode> missing, int online) => goal switch
    {
        { Tags.Count: 0 } => $"{missing.Count} of {goal.InstanceIds.Count} nodes {(missing.Count == 1 ? "is" : "are")} not online",
        _ when missing.Count + online == 0 => $"no node with {goal} is registered",
        { Count: { } wanted } => $"{online} of the {wanted} nodes with {goal} that were waited for {(online == 1 ? "is" : "are")} online",
        _ => $"{missing.Count} of {missing.Count + online} nodes with {goal} {(missing.Count == 1 ? "is" : "are")} not online",
    };

    private static string Words(IGrouping<string, AwaitedNode> state)
    {
        var ids = state.Select(node => node.InstanceId).ToList();
        var more = ids.Count > MostNamed ? $" and {ids.Count - MostNamed} more" : "";
        return $"{(state.Key.Length > 0 ? state.Key : "not registered")}: {string.Join(", ", ids.Take(MostNamed))}{more}";
    }

    private static IEnumerable<string> Advice(NodeGoal goal, IReadOnlyList<AwaitedNode> missing)
    {
        if (goal.Tags.Count > 0 || missing.Any(node => node.PingStatus.Length == 0))
        {
            yield return "A node registers when it is running, its SSM Agent is running and can reach the service, and it has a role that "
                + "allows it (AmazonSSMManagedInstanceCore, or Default Host Management): check these, the "
                + $"{(goal.Tags.Count > 0 ? "tags" : "id")} and -Region.";
        }

        if (missing.Any(node => node.PingStatus.Length > 0))
        {
            yield return "If the agent is registered but silent, check that the machine and the agent are running, and that the agent can "
                + "reach the service.";
        }

        yield return "Then wait again, with a longer -Timeout.";
    }
}
