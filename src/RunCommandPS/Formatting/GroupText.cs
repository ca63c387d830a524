using System.Management.Automation;
using System.Text;
using RunCommandPS.Model;
using static RunCommandPS.Formatting.PropertyReader;

namespace RunCommandPS.Formatting;

/// <summary>
/// A group of nodes as a console shows it: which they are and how they ended, and below that what they wrote, or how they differ.
/// </summary>
internal static class GroupText
{
    private const string Indent = "    ";
    private const string ActionPrefix = "aws:";

    /// <summary>The text, without a final line ending.</summary>
    /// <param name="group">An <see cref="OutputGroup"/>, or the copy of one.</param>
    /// <param name="status">Its status, as it is shown.</param>
    /// <param name="show">How to show a line that nodes wrote.</param>
    public static string Of(PSObject group, string status, Func<string, string> show)
    {
        var count = Number(group, nameof(OutputGroup.Count)) ?? 0;
        var text = new StringBuilder().Append(count).Append(count == 1 ? " node: " : " nodes: ")
            .Append(VisibleText.Of(Text(group, nameof(OutputGroup.Nodes))));

        var step = StepName(group);
        if (step.Length > 0)
        {
            text.Append(", ").Append(VisibleText.Of(step));
        }

        text.Append(": ").Append(status);
        if (Number(group, nameof(OutputGroup.ResponseCode)) is >= 0 and var exitCode)
        {
            text.Append(", exit code ").Append(exitCode);
        }

        text.Append(Outcome(Text(group, nameof(OutputGroup.Status)), Number(group, nameof(OutputGroup.DecidingCount)) ?? 0, count, step));

        if (Text(group, nameof(OutputGroup.Difference)) is { Length: > 0 } difference)
        {
            Lines(text, difference, show);
        }
        else
        {
            Lines(text, Text(group, nameof(OutputGroup.StandardOutput)), show);
            if (Text(group, nameof(OutputGroup.StandardError)) is { Length: > 0 } error)
            {
                text.Append("\n  standard error:");
                Lines(text, error, show);
            }
        }

        return text.Append(Flag(group, nameof(OutputGroup.IsTruncated)) ? "\n  (there is more that could not be read)" : "").ToString();
    }

    /// <summary>
    /// The name of a group's step; empty for documents of schema 1.2, which have one step, with only its action as a name.
    /// </summary>
    /// <param name="group">An <see cref="OutputGroup"/>, or the copy of one.</param>
    public static string StepName(PSObject group) =>
        Text(group, nameof(OutputGroup.Step)) is { } step && !step.StartsWith(ActionPrefix, StringComparison.Ordinal) ? step : "";

    // For a failure in a document of several steps: it need not be why the nodes failed.
    private static string Outcome(string status, int deciding, int count, string step) =>
        step.Length == 0 || deciding == 0 || status == RunStatus.Success ? ""
        : deciding == count ? ", which decided the outcome"
        : $", which decided the outcome of {deciding}";

    private static void Lines(StringBuilder text, string output, Func<string, string> show)
    {
        using var lines = new StringReader(output.TrimEnd());
        while (lines.ReadLine() is { } line)
        {
            text.Append('\n').Append(Indent).Append(show(line));
        }
    }
}
