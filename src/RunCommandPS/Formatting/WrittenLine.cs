using System.Management.Automation;
using RunCommandPS.Output;
using static RunCommandPS.Formatting.PropertyReader;

namespace RunCommandPS.Formatting;

/// <summary>
/// One line for a table of all that was written: of several steps that of the one that decided the outcome, after its name.
/// </summary>
internal static class WrittenLine
{
    private const string Cut = "[cut] ";

    /// <summary>The line of an invocation.</summary>
    public static string OfInvocation(PSObject? invocation)
    {
        var steps = Items(invocation, "Steps").Select(Step).ToList();
        var texts = CommandStep.DecidingFirst(steps).Select(step => (Name: steps.Count > 1 ? step.Name : "", Text: StepText.Known(step)));
        var (name, text) = texts.FirstOrDefault(one => HasText(one.Text.Output.Text) || HasText(one.Text.Error.Text));
        return text is null ? "" : Line(name, text.Output.Text, text.Error.Text, !text.IsComplete);
    }

    /// <summary>The line of what one step, or each node of a group, wrote, or of the result of a node.</summary>
    public static string OfOutput(PSObject? output)
    {
        var isTruncated = Flag(output, nameof(NodeOutput.IsTruncated));
        return output?.BaseObject is NodeResult { Outputs.Count: > 1, DecidingOutput: { } deciding }
            ? Line(deciding.Step, deciding.StandardOutput, deciding.StandardError, isTruncated)
            : Line(OfGroup(output), Text(output, nameof(NodeOutput.StandardOutput)), Text(output, nameof(NodeOutput.StandardError)),
                isTruncated);
    }

    /// <summary>The line of a node of a record, which has one text as the service sends it inline.</summary>
    public static string OfRecord(PSObject? node)
    {
        var text = StepText.Known(Copy(PSObject.AsPSObject(node)));
        return Line("", text.Output.Text, text.Error.Text, !text.IsComplete);
    }

    private static string Line(string step, string output, string error, bool isTruncated)
    {
        using var lines = new StringReader((HasText(output) ? output : error).TrimStart());
        return $"{(isTruncated ? Cut : "")}{(step.Length > 0 ? $"{step}: " : "")}{lines.ReadLine()}";
    }

    // Groups of several steps stand below one another, and have no column for the step.
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
