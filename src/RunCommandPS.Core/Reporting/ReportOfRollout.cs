using RunCommandPS.Output;
using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Reporting;

/// <summary>The report of a rollout, from its record alone: no calls are made.</summary>
internal static class ReportOfRollout
{
    /// <summary>Reads a rollout.</summary>
    /// <param name="home">Where its record is.</param>
    /// <param name="id">The rollout.</param>
    /// <exception cref="RunCommandException">Its record can't be read.</exception>
    public static Report Read(RolloutHome home, string id)
    {
        var state = RecordFile.Read(home, id);
        var rollout = RolloutReading.Read(home, id, withNodes: true);
        return new Report
        {
            Name = rollout.Name,
            RolloutId = rollout.Id,
            Description = rollout.Description,
            Condition = rollout.Standing,
            RunBy = rollout.RunBy,
            StartedAt = rollout.StartedAt,
            Elapsed = rollout.Summary.Elapsed,
            Limits = ReportLimits.Of(state),
            Requests = ReportRequest.Of(state),
            Nodes = [.. rollout.Nodes.Select(node => new ReportNode(Result(node), node.Wave))],
            Unnamed = Math.Max(0, rollout.Summary.Nodes - rollout.Nodes.Count),
        };
    }

    // The record has the step that decided, and the beginning of its output.
    private static NodeResult Result(RunCommandRolloutNode node)
    {
        var step = new CommandStep
        {
            Status = node.Status,
            StatusDetails = node.StatusDetails,
            ResponseCode = node.ResponseCode,
            ResponseStartDateTime = node.StartedAt,
            ResponseFinishDateTime = node.EndedAt,
            Output = node.Output,
        };
        var hasRun = node.StartedAt is not null || node.Output.Length > 0;
        return new NodeResult
        {
            Invocation = new CommandInvocation
            {
                CommandId = node.CommandId,
                InstanceId = node.InstanceId,
                InstanceName = node.InstanceName,
                Status = node.Status,
                StatusDetails = node.StatusDetails,
                Steps = hasRun ? [step] : [],
                Origin = ConnectionOrigin.None with { Region = node.Region, Account = node.Account },
            },
            Outputs = hasRun ? [Written(node, step)] : [],
            Outcome = node.Outcome,
        };
    }

    private static NodeOutput Written(RunCommandRolloutNode node, CommandStep step)
    {
        var text = StepText.Inline(step);
        return new NodeOutput
        {
            InstanceId = node.InstanceId,
            InstanceName = node.InstanceName,
            IsDeciding = true,
            Status = step.Status,
            StatusDetails = step.StatusDetails,
            ResponseCode = step.ResponseCode,
            StandardOutput = text.Output.Text,
            StandardOutputTruncated = text.Output.IsTruncated,
            StandardError = text.Error.Text,
            StandardErrorTruncated = text.Error.IsTruncated,
        };
    }
}
