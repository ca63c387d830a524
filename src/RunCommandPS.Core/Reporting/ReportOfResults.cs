using RunCommandPS.Rollout.Record;
using RunCommandPS.Sending;

namespace RunCommandPS.Reporting;

/// <summary>The report of the results of a run, node by node.</summary>
internal static class ReportOfResults
{
    /// <summary>Makes a report.</summary>
    /// <param name="results">The result on each node.</param>
    /// <param name="commands">The commands, as far as they are known; those of the results may be others.</param>
    /// <param name="home">
    /// Where records of rollouts are: the one that the results belong to says what was requested. Null for nowhere.
    /// </param>
    public static Report Of(IReadOnlyList<NodeResult> results, IReadOnlyList<Command> commands, RolloutHome? home)
    {
        var invocations = results.Select(result => result.Invocation).ToList();
        return TryRead(home, [.. commands.Select(command => command.Comment), .. invocations.Select(invocation => invocation.Comment)])
            is { } rollout ? Within(rollout, results) : Alone(results, invocations, commands);
    }

    private static Report Alone(
        IReadOnlyList<NodeResult> results, IReadOnlyList<CommandInvocation> invocations, IReadOnlyList<Command> commands)
    {
        var sent = commands.Select(command => command.RequestedDateTime).Concat(invocations.Select(one => one.RequestedDateTime)).Min();
        var started = sent ?? invocations.Select(invocation => invocation.StartedAt).Min();
        var known = commands.Select(command => command.CommandId).ToHashSet(StringComparer.Ordinal);
        IReadOnlyList<ReportRequest> requests =
        [
            .. ReportRequest.Of(commands),
            .. ReportRequest.Of(invocations.Where(invocation => !known.Contains(invocation.CommandId))),
        ];
        return new Report
        {
            Description = string.Join(" and ", requests.Select(request => SendDescription.Title(request.Request)).Distinct()),
            StartedAt = started,
            Elapsed = invocations.Select(invocation => invocation.EndedAt).Max() is { } ended && ended > started ? ended - started : null,
            Requests = requests,
            Nodes = [.. results.Select(result => new ReportNode(result))],
        };
    }

    // The results have more output than the record, and may be for some nodes only.
    private static Report Within(Report rollout, IReadOnlyList<NodeResult> results)
    {
        var waves = rollout.Nodes.ToLookup(node => (node.Result.Region, node.Result.Account, node.InstanceId), node => node.Wave);
        return rollout with
        {
            Nodes =
            [
                .. results.Select(result =>
                    new ReportNode(result, waves[(result.Region, result.Account, result.InstanceId)].FirstOrDefault())),
            ],
            Unnamed = 0,
        };
    }

    private static Report? TryRead(RolloutHome? home, IReadOnlyList<string> comments)
    {
        var ids = comments.Select(comment => RolloutMarker.TryRead(comment, out var id, out _) ? id : "")
            .Where(id => id.Length > 0).Distinct().ToList();
        try
        {
            return home is not null && ids is [var only] && home.Ids().Contains(only) ? ReportOfRollout.Read(home, only) : null;
        }
        catch (RunCommandException)
        {
            // The results are enough without it.
            return null;
        }
    }
}
