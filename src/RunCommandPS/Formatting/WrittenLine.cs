using System.Management.Automation;
using RunCommandPS.Model;
using RunCommandPS.Output;
using static RunCommandPS.Formatting.PropertyReader;

namespace RunCommandPS.Formatting;

/// <summary>
/// One line for a table of all that was written: for a failure, the last line of standard error, which is usually the cause, otherwise the
/// first line there is. With several steps, it is that of the one that decided the outcome, after its name.
/// </summary>
internal static class WrittenLine
{
    private const string Cut = "[cut] ";

    /// <summary>The line of an invocation.</summary>
    public static string OfInvocation(PSObject? invocation)
    {
        var steps = Items(invocation, "Steps").Select(Step).ToList();
        var texts = CommandStep.DecidingFirst(steps)
            .Select(step => (step.Status, Name: steps.Count > 1 ? step.Name : "", Text: StepText.Known(step)));
        var (status, name, text) = texts.FirstOrDefault(one => HasText(one.Text.Output.Text) || HasText(one.Text.Error.Text));
        return text is null ? "" : Line(status, name, text.Output.Text, text.Error.Text, !text.IsComplete);
    }

    /// <summary>The line of what one step, or each node of a group, wrote, or of the result of a node.</summary>
    public static string OfOutput(PSObject? output)
    {
        var steps = Items(output, nameof(NodeResult.Outputs)).Select(PSObject.AsPSObject).ToList();
        var deciding = steps.Find(step => Text(step, nameof(NodeOutput.Step)) == Text(output, nameof(NodeResult.DecidingStep)));
        return steps.Count > 1 && deciding is not null
            ? OfStep(deciding, Text(deciding, nameof(NodeOutput.Step)), Flag(output, nameof(NodeResult.IsTruncated)))
            : OfStep(output, OfGroup(output), Flag(output, nameof(NodeOutput.IsTruncated)));
    }

    /// <summary>The line of a node of a record, which has one text as the service sends it inline.</summary>
    public static string OfRecord(PSObject? node)
    {
        var step = Copy(PSObject.AsPSObject(node));
        var text = StepText.Known(step);
        var status = step.Status.Length > 0 ? step.Status : Text(node, nameof(RunCommandRolloutNode.Verdict));
        return Line(status, "", text.Output.Text, text.Error.Text, !text.IsComplete);
    }

    private static string OfStep(PSObject? output, string step, bool isTruncated) => Line(
        Text(output, nameof(NodeOutput.Status)), step, Text(output, nameof(NodeOutput.StandardOutput)),
        Text(output, nameof(NodeOutput.StandardError)), isTruncated);

    private static string Line(string status, string step, string output, string error, bool isTruncated)
    {
        var cause = HasFailed(status) ? FailureCause.LastLine(error) : "";
        return $"{(isTruncated ? Cut : "")}{(step.Length > 0 ? $"{step}: " : "")}{(cause.Length > 0 ? cause : First(output, error))}";
    }

    private static string? First(string output, string error)
    {
        using var lines = new StringReader((HasText(output) ? output : error).TrimStart());
        return lines.ReadLine();
    }

    private static bool HasFailed(string status) => status is RunStatus.Failed or RunStatus.TimedOut or RunStatus.Cancelled;

    // Groups of several steps are listed below one another, and have no column for the step.
    private static string OfGroup(PSObject? output) =>
        output?.Properties[nameof(OutputGroup.DecidingCount)] is null ? "" : GroupText.StepName(output);

    private static bool HasText(string text) => !string.IsNullOrWhiteSpace(text);

    private static CommandStep Step(object item) => Unwrapped(item) as CommandStep ?? Copy(PSObject.AsPSObject(item));

    private static CommandStep Copy(PSObject copy) => new()
    {
        Name = Text(copy, nameof(CommandStep.Name)),
        Status = Text(copy, nameof(CommandStep.Status)),
        ResponseCode = Number(copy, nameof(CommandStep.ResponseCode)) ?? ServiceLimits.NotStartedResponseCode,
        Output = Text(copy, nameof(CommandStep.Output)),
        StandardOutput = copy.Properties[nameof(CommandStep.StandardOutput)]?.Value as string,
        StandardError = copy.Properties[nameof(CommandStep.StandardError)]?.Value as string,
    };
}
