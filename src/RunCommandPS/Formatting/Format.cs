using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using RunCommandPS.Output;

namespace RunCommandPS.Formatting;

/// <summary>What the format file shows that is not simply a property.</summary>
public static class Format
{
    /// <summary>The nodes of a command: the id of one, the number of several, or the criteria.</summary>
    /// <param name="command">A <see cref="Command"/>.</param>
    /// <returns>A short text.</returns>
    public static string Targets(PSObject command) => command?.BaseObject is not Command { } shown ? ""
        : shown.InstanceIds.Count == 1 ? shown.InstanceIds[0]
        : shown.InstanceIds.Count > 1 ? $"{shown.InstanceIds.Count} nodes"
        : shown.Targets.Count > 0 ? string.Join(' ', shown.Targets)
        : "";

    /// <summary>The most detailed word for how a result or an output is, in its colour.</summary>
    /// <param name="item">A <see cref="CommandInvocation"/>, <see cref="NodeResult"/>, <see cref="NodeOutput"/> or <see cref="OutputGroup"/>.</param>
    /// <param name="host">The session's host.</param>
    /// <param name="style">The session's <c>$PSStyle</c>.</param>
    /// <returns>Its StatusDetails, or its Status where there are none.</returns>
    public static string Status(PSObject item, PSHost? host, object? style) => Colored(
        item?.BaseObject switch
        {
            CommandInvocation { StatusDetails.Length: > 0 } invocation => invocation.StatusDetails,
            CommandInvocation invocation => invocation.Status,
            NodeOutput { StatusDetails.Length: > 0 } output => output.StatusDetails,
            NodeOutput output => output.Status,
            OutputGroup { StatusDetails.Length: > 0 } group => group.StatusDetails,
            OutputGroup group => group.Status,
            NodeResult { StatusDetails.Length: > 0 } result => result.StatusDetails,
            NodeResult result => result.Status,
            _ => "",
        },
        host,
        style);

    /// <summary>The status of a command, in its colour. It says Success while nodes failed or were not reached, and is not well then.</summary>
    /// <param name="command">A <see cref="Command"/>.</param>
    /// <param name="host">The session's host.</param>
    /// <param name="style">The session's <c>$PSStyle</c>.</param>
    /// <returns>The status.</returns>
    public static string CommandStatus(PSObject command, PSHost? host, object? style)
    {
        if (command?.BaseObject is not Command shown)
        {
            return "";
        }

        var tone = StatusTones.Of(shown.Status);
        var isWell = shown.ErrorCount == 0 && shown.DeliveryTimedOutCount == 0 && DetailedStatus.Canonical(shown.StatusDetails) != DetailedStatus.NoInstancesInTag;
        return Palette.Paint(shown.Status, tone == StatusTone.Good && !isWell ? StatusTone.Open : tone, host, style);
    }

    /// <summary>A word for how something is, in its colour.</summary>
    /// <param name="status">A status, a verdict, a ping status or the result of a check.</param>
    /// <param name="host">The session's host.</param>
    /// <param name="style">The session's <c>$PSStyle</c>.</param>
    /// <returns>The word.</returns>
    public static string Colored(object? status, PSHost? host, object? style) =>
        status?.ToString() is { } text ? Palette.Paint(text, StatusTones.Of(text), host, style) : "";

    /// <summary>How many nodes are left open, in the colour of what is open where there are any.</summary>
    /// <param name="count">The number.</param>
    /// <param name="host">The session's host.</param>
    /// <param name="style">The session's <c>$PSStyle</c>.</param>
    /// <returns>The number.</returns>
    public static string Open(int count, PSHost? host, object? style) =>
        Palette.Paint(count.ToString(CultureInfo.CurrentCulture), count > 0 ? StatusTone.Open : StatusTone.None, host, style);

    /// <summary>A group of nodes with all that they wrote, or what is different about them.</summary>
    /// <param name="group">An <see cref="OutputGroup"/>.</param>
    /// <param name="host">The session's host.</param>
    /// <param name="style">The session's <c>$PSStyle</c>.</param>
    /// <returns>Several lines.</returns>
    public static string Group(PSObject group, PSHost? host, object? style) =>
        group?.BaseObject is OutputGroup shown ? GroupText.Of(shown, Status(group, host, style)) : "";

    /// <summary>A moment in this computer's local time.</summary>
    /// <param name="moment">A <see cref="DateTimeOffset"/>; may be null.</param>
    /// <returns>Date and time to the second.</returns>
    public static string Moment(object? moment) =>
        (moment is PSObject wrapped ? wrapped.BaseObject : moment) is DateTimeOffset time
            ? time.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : "";

    /// <summary>Parameters, one a line.</summary>
    /// <param name="command">A <see cref="Command"/>.</param>
    /// <returns>Names and values.</returns>
    public static string Parameters(PSObject command) => command?.BaseObject is Command shown
        ? string.Join('\n', shown.Parameters.Select(pair => $"{pair.Key} = {string.Join(", ", pair.Value)}"))
        : "";

    /// <summary>The first line that an invocation wrote; of standard error where nothing else was.</summary>
    /// <param name="invocation">A <see cref="CommandInvocation"/>.</param>
    /// <returns>One line; empty where nothing was written.</returns>
    public static string FirstLine(PSObject invocation)
    {
        var output = (invocation?.BaseObject as CommandInvocation)?.Steps.SelectMany(Streams).FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? "";
        using var lines = new StringReader(output.TrimStart());
        return lines.ReadLine() ?? "";
    }

    /// <summary>A step's name, for a narrow column.</summary>
    /// <param name="step">The name.</param>
    /// <returns>The name; of a document of schema 1.2, where it is that of the action, without the prefix they all have.</returns>
    public static string Step(string step) => step?.StartsWith("aws:", StringComparison.Ordinal) == true ? step[4..] : step ?? "";

    /// <summary>The first line of what a node, or each node of a group, wrote; where it is not all, a mark before it.</summary>
    /// <param name="output">A <see cref="NodeOutput"/>, an <see cref="OutputGroup"/> or a <see cref="NodeResult"/>.</param>
    /// <returns>One line; empty where nothing was written.</returns>
    public static string OutputLine(PSObject output)
    {
        var (text, error, isTruncated) = output?.BaseObject switch
        {
            NodeOutput one => (one.StandardOutput, one.StandardError, one.IsTruncated),
            OutputGroup group => (group.StandardOutput, group.StandardError, group.IsTruncated),
            NodeResult result => (result.StandardOutput, result.StandardError, result.IsTruncated),
            _ => ("", "", false),
        };
        using var lines = new StringReader((string.IsNullOrWhiteSpace(text) ? error : text).TrimStart());
        return (isTruncated ? "[cut] " : "") + lines.ReadLine();
    }

    /// <summary>What a node is called: its name, or the name of its computer.</summary>
    /// <param name="node">A <see cref="ManagedNode"/>.</param>
    /// <returns>A name; empty where it has neither.</returns>
    public static string NodeName(PSObject node) => node?.BaseObject is not ManagedNode shown ? "" : shown.Name.Length > 0 ? shown.Name : shown.ComputerName;

    /// <summary>How long a text is.</summary>
    /// <param name="text">A text.</param>
    /// <returns>The number of its characters; empty where it is empty.</returns>
    public static string Size(string text) => string.IsNullOrEmpty(text) ? "" : string.Create(CultureInfo.InvariantCulture, $"{text.Length:N0} characters");

    /// <summary>What values a parameter takes, apart from its type.</summary>
    /// <param name="parameter">A <see cref="RunCommandDocumentParameter"/>.</param>
    /// <returns>Allowed values, pattern, numbers of items and characters; empty where any will do.</returns>
    public static string Allowed(PSObject parameter) => parameter?.BaseObject is not RunCommandDocumentParameter shown ? "" : string.Join("; ", new[]
    {
        string.Join(", ", shown.AllowedValues),
        shown.AllowedPattern,
        Range(shown.MinItems, shown.MaxItems, "items"),
        Range(shown.MinChars, shown.MaxChars, "characters"),
    }.Where(rule => rule.Length > 0));

    /// <summary>Tags in one line.</summary>
    /// <param name="tags">A dictionary of strings.</param>
    /// <returns>Keys and values.</returns>
    public static string Tags(object? tags) =>
        (tags is PSObject wrapped ? wrapped.BaseObject : tags) is IEnumerable<KeyValuePair<string, string>> pairs
            ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}"))
            : "";

    // What is there of both streams, the title between them left out.
    private static string[] Streams(CommandStep step)
    {
        var inline = StepText.Inline(step);
        return [step.StandardOutput ?? inline.Output.Text, step.StandardError ?? inline.Error.Text];
    }

    private static string Range(int? minimum, int? maximum, string what) => (minimum, maximum) switch
    {
        (null, null) => "",
        (_, null) => $"{minimum} or more {what}",
        (null, _) => $"up to {maximum} {what}",
        _ => $"{minimum} to {maximum} {what}",
    };
}
