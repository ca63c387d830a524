using System.Collections;
using System.Globalization;
using System.Management.Automation;
using RunCommandPS.Documents;
using RunCommandPS.Sending;
using static RunCommandPS.Formatting.PropertyReader;

namespace RunCommandPS.Formatting;

/// <summary>A command in the words of a table: its status, its progress, and what it runs.</summary>
internal static class CommandText
{
    /// <summary>
    /// The status. If the service says Success although nodes failed within the error limit or were never reached, it is the
    /// service's own word for that, which it has only in the details.
    /// </summary>
    /// <param name="command">A <see cref="Command"/>, or the copy of one.</param>
    /// <returns>The text, and whether all is well.</returns>
    public static (string Text, bool IsWell) Status(PSObject command)
    {
        var status = Text(command, nameof(Command.Status));
        if (StatusTones.Of(status) != StatusTone.Good)
        {
            return (status, false);
        }

        return DetailedStatus.Canonical(Text(command, nameof(Command.StatusDetails))) switch
        {
            DetailedStatus.NoInstancesInTag => ("No nodes", false),
            DetailedStatus.Incomplete => (DetailedStatus.Incomplete, false),
            _ when Failures(command).Any() => (DetailedStatus.Incomplete, false),
            _ => (status, true),
        };
    }

    /// <summary>How many nodes have ended, of how many, and how many of them did not succeed: <c>18/20, 1 failed</c>.</summary>
    /// <returns>The text; empty until it is known how many nodes there are.</returns>
    public static string Nodes(PSObject command)
    {
        var total = Number(command, nameof(Command.TargetCount)) ?? 0;
        var done = string.Create(CultureInfo.InvariantCulture, $"{Number(command, nameof(Command.CompletedCount)) ?? 0}/{total}");
        return total == 0 ? "" : string.Join(", ", Failures(command).Prepend(done));
    }

    /// <summary>What is run: the caller's comment, or else the first meaningful line of the script, or the document.</summary>
    public static string Title(PSObject command)
    {
        var comment = RolloutMarker.Strip(Text(command, nameof(Command.Comment))).Trim();
        if (comment.Length > 0)
        {
            return comment.Split('\n')[0];
        }

        var script = Commands(command);
        return SendDescription.Title(new SendCommandRequest
        {
            DocumentName = Text(command, nameof(Command.DocumentName)),
            Parameters = script.Count == 0 ? null : new Dictionary<string, IReadOnlyList<string>> { [ScriptDocument.Commands] = script },
        });
    }

    /// <summary>The script as it was written; empty if there is none.</summary>
    public static string Script(PSObject command) => string.Join('\n', SentScript.Lines(Commands(command)));

    private static IEnumerable<string> Failures(PSObject command) =>
        from counted in new[]
        {
            (Number: Number(command, nameof(Command.ErrorCount)), What: "failed"),
            (Number: Number(command, nameof(Command.DeliveryTimedOutCount)), What: "not delivered"),
        }
        where counted.Number > 0
        select string.Create(CultureInfo.InvariantCulture, $"{counted.Number} {counted.What}");

    private static IReadOnlyList<string> Commands(PSObject command) =>
        Unwrapped(command.Properties[nameof(Command.Parameters)]?.Value) switch
        {
            IReadOnlyDictionary<string, IReadOnlyList<string>> live => live.GetValueOrDefault(ScriptDocument.Commands) ?? [],
            IDictionary copy when Unwrapped(copy[ScriptDocument.Commands]) is IEnumerable lines and not string =>
                [.. lines.Cast<object?>().Select(line => $"{line}")],
            _ => [],
        };
}
