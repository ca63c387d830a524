using RunCommandPS.Rollout;
using RunCommandPS.Simulator.Execution;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Tests.Model;

/// <summary>What holds of every command at every moment. It listens to what is really started, and is shown what a client sees.</summary>
internal sealed class Invariants(IStepExecutor inner) : IStepExecutor
{
    private readonly Dictionary<(string Command, string Node), int> _starts = [];
    private readonly Dictionary<string, (string, string, int)> _ends = [];
    private readonly Dictionary<string, HashSet<string>> _mayStillRun = [];

    public bool RunsForReal(StepTask task, SimulatedNode node) => inner.RunsForReal(task, node);

    public Func<bool>? Start(StepTask task, SimulatedNode node, int attempt, Action<StepResult, TimeSpan> complete)
    {
        if (attempt == 1)
        {
            _starts[(task.CommandId, node.InstanceId)] = _starts.GetValueOrDefault((task.CommandId, node.InstanceId)) + 1;
        }

        return inner.Start(task, node, attempt, complete);
    }

    public void Hold(Observation seen)
    {
        Concurrency_never_exceeds_the_limit(seen);
        Errors_beyond_MaxErrors_stop_further_starts(seen);
        Counters_add_up(seen);
        Terminal_states_never_change(seen);
        Nothing_runs_twice(seen);
        ExpiresAfter_is_kept(seen);
        Nothing_starts_after_its_delivery_time(seen);
        A_command_ends_with_its_last_node(seen);
        Only_what_was_started_has_an_exit_code(seen);
    }

    private static int Count(Observation seen, Func<CommandInvocation, bool> which) => seen.Invocations.Count(which);

    // A node that is Delayed because it can't be reached runs nothing; one whose agent is busy has its place.
    private static void Concurrency_never_exceeds_the_limit(Observation seen) =>
        Assert.True(
            Count(
                seen, one => one.StatusDetails is "InProgress" or "Cancelling"
                    || (one.StatusDetails == "Delayed"
                        && !seen.Unreachable.Contains(
                            one.InstanceId))) <= RateLimit.Concurrency(seen.Command.MaxConcurrency, Math.Max(1, seen.Command.TargetCount)),
            "More nodes than MaxConcurrency are under way.");

    private static void Counters_add_up(Observation seen)
    {
        var command = seen.Command;
        Assert.Equal(Count(seen, one => Observation.IsEnd(one.Status)), command.CompletedCount);
        Assert.Equal(Count(seen, one => one.StatusDetails is "Failed" or "ExecutionTimedOut"), command.ErrorCount);
        Assert.Equal(Count(seen, one => one.StatusDetails == "DeliveryTimedOut"), command.DeliveryTimedOutCount);
        if (seen.Invocations.Count > 0)
        {
            Assert.Equal(seen.Invocations.Count, command.TargetCount);
            Assert.Equal(seen.Invocations.Count, seen.Invocations.Select(one => one.InstanceId).Distinct().Count());
        }
    }

    private static void ExpiresAfter_is_kept(Observation seen) =>
        Assert.True(
            seen.IsTerminal || seen.Time <= seen.Command.ExpiresAfter + ServiceTimings.Expiry, "The command is open after its time.");

    private static void Nothing_starts_after_its_delivery_time(Observation seen)
    {
        var startBefore = seen.Command.RequestedDateTime + TimeSpan.FromSeconds(seen.Command.TimeoutSeconds!.Value);

        // A node that was sent to at the last moment acknowledges it a little later.
        Assert.All(seen.Invocations.SelectMany(one => one.Steps.Take(1)), step =>
            Assert.True(step.ResponseStartDateTime is null || step.ResponseStartDateTime <= startBefore + ServiceTimings.Acknowledgement));
    }

    private static void A_command_ends_with_its_last_node(Observation seen)
    {
        if (seen.Invocations.Count > 0)
        {
            Assert.Equal(seen.Invocations.All(one => Observation.IsEnd(one.Status)), seen.IsTerminal);
        }
    }

    private void Errors_beyond_MaxErrors_stop_further_starts(Observation seen)
    {
        var id = seen.Command.CommandId;
        if (seen.Invocations.Count == 0 || seen.Command.ErrorCount <= RateLimit.Errors(seen.Command.MaxErrors, seen.Command.TargetCount))
        {
            return;
        }

        if (!_mayStillRun.TryGetValue(id, out var sent))
        {
            // What was sent a moment before may not have been acknowledged; it shows as Pending once more.
            _mayStillRun[id] = [.. _starts.Keys.Where(start => start.Command == id)
                .Select(start => start.Node), .. seen.Invocations.Where(one => !Observation.IsEnd(one.Status))
                .Select(one => one.InstanceId)];
            return;
        }

        Assert.DoesNotContain("Pending", seen.Invocations.Select(one => one.StatusDetails));
        Assert.Subset(sent, _starts.Keys.Where(start => start.Command == id).Select(start => start.Node).ToHashSet());
    }

    private void Terminal_states_never_change(Observation seen)
    {
        Keep(seen.Command.CommandId, seen.Command.Status, (seen.Command.Status, seen.Command.StatusDetails, seen.Command.CompletedCount));
        foreach (var one in seen.Invocations)
        {
            Keep($"{one.CommandId} {one.InstanceId}", one.Status, (one.Status, one.StatusDetails, one.ResponseCode));
        }

        void Keep(string what, string status, (string, string, int) state)
        {
            if (_ends.TryGetValue(what, out var end))
            {
                Assert.Equal(end, state);
            }
            else if (Observation.IsEnd(status))
            {
                _ends.Add(what, state);
            }
        }
    }

    private void Nothing_runs_twice(Observation seen) =>
        Assert.All(_starts.Where(start => start.Key.Command == seen.Command.CommandId), start => Assert.Equal(1, start.Value));

    private void Only_what_was_started_has_an_exit_code(Observation seen) =>
        Assert.All(
            seen.Invocations.Where(one => one.ResponseCode != -1),
            one => Assert.Contains((one.CommandId, one.InstanceId), _starts));
}
