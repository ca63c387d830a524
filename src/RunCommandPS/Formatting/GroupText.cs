using System.Text;

namespace RunCommandPS.Formatting;

/// <summary>A group of nodes as a console shows it: who they are and how they ended, and under that what they wrote, or what is different.</summary>
internal static class GroupText
{
    private const string Indent = "    ";
    private const string ActionPrefix = "aws:";

    /// <summary>The text, which ends without a line end.</summary>
    /// <param name="group">The group.</param>
    /// <param name="status">Its status, as it is to be shown.</param>
    public static string Of(OutputGroup group, string status)
    {
        var text = new StringBuilder()
            .Append(group.Count).Append(group.Count == 1 ? " node: " : " nodes: ").Append(group.Nodes);

        // Documents of schema 1.2 have one step, and only its action for a name.
        if (group.Step.Length > 0 && !group.Step.StartsWith(ActionPrefix, StringComparison.Ordinal))
        {
            text.Append(", ").Append(group.Step);
        }

        text.Append(": ").Append(status);
        if (group.ResponseCode >= 0)
        {
            text.Append(", exit code ").Append(group.ResponseCode);
        }

        if (group.Difference.Length > 0)
        {
            Lines(text, group.Difference);
        }
        else
        {
            Lines(text, group.StandardOutput);
            if (group.StandardError.Length > 0)
            {
                text.Append("\n  standard error:");
                Lines(text, group.StandardError);
            }
        }

        return text.Append(group.IsTruncated ? "\n  (there is more that could not be had)" : "").ToString();
    }

    private static void Lines(StringBuilder text, string output)
    {
        using var lines = new StringReader(output.TrimEnd());
        while (lines.ReadLine() is { } line)
        {
            text.Append('\n').Append(Indent).Append(line);
        }
    }
}
