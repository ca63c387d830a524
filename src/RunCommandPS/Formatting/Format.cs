using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using RunCommandPS.Documents;
using RunCommandPS.Model;
using static RunCommandPS.Formatting.PropertyReader;

namespace RunCommandPS.Formatting;

/// <summary>
/// What the format file shows. Every text goes through <see cref="VisibleText"/> here, because nodes and other accounts wrote it.
/// </summary>
public static class Format
{
    private const string MomentFormat = "yyyy-MM-dd HH:mm:ss";

    /// <summary>A text, or anything that is shown as one, with control characters made visible.</summary>
    /// <param name="value">The value of a property.</param>
    /// <returns>The text; null if there is no value.</returns>
    public static string? Text(object? value) => value is null ? null : VisibleText.Of(Convert.ToString(value, CultureInfo.CurrentCulture));

    /// <summary>The items of a list, each as <see cref="Text"/> shows it.</summary>
    /// <param name="values">The value of a property.</param>
    /// <returns>Texts; null if there is no list.</returns>
    public static object? Texts(object? values) =>
        Unwrapped(values) is IEnumerable items ? items.Cast<object?>().Select(Text).ToArray() : null;

    /// <summary>
    /// A line of output. The colors of the program that wrote it stay if <c>$PSStyle</c> says that escape sequences are passed on as
    /// they are.
    /// </summary>
    /// <param name="line">The line.</param>
    /// <param name="style">The session's <c>$PSStyle</c>.</param>
    /// <returns>The line as it is shown.</returns>
    public static string Written(PSObject line, object? style) =>
        Palette.PassesColors(style) ? VisibleText.WithColors(line?.ToString()) : VisibleText.Of(line?.ToString());

    /// <summary>The most detailed word for the status of something, in its color.</summary>
    /// <param name="item">A <see cref="CommandInvocation"/>, <see cref="NodeResult"/>, <see cref="NodeOutput"/> or
    /// <see cref="OutputGroup"/>.</param>
    /// <param name="host">The session's host.</param>
    /// <param name="style">The session's <c>$PSStyle</c>.</param>
    /// <returns>Its StatusDetails, or its Status if there are none.</returns>
    public static string Status(PSObject item, PSHost? host, object? style) => Colored(
        PropertyReader.Text(item, nameof(NodeOutput.StatusDetails)) is { Length: > 0 } details
            ? details : PropertyReader.Text(item, nameof(NodeOutput.Status)), host, style);

    /// <summary>
    /// The status of a command, in its color. If it says Success although nodes failed or were not reached, that is shown, too.
    /// </summary>
    /// <param name="command">A <see cref="Command"/>.</param>
    /// <param name="host">The session's host.</param>
    /// <param name="style">The session's <c>$PSStyle</c>.</param>
    /// <returns>For example <c>Success, 2 not delivered</c>.</returns>
    public static string CommandStatus(PSObject command, PSHost? host, object? style)
    {
        var (status, isWell) = CommandText.Status(command);
        var tone = StatusTones.Of(PropertyReader.Text(command, nameof(Command.Status)));
        return Palette.Paint(VisibleText.Of(status), tone == StatusTone.Good && !isWell ? StatusTone.Open : tone, host, style);
    }

    /// <summary>How many nodes of a command have ended, of how many, and how many of them failed.</summary>
    /// <param name="command">A <see cref="Command"/>.</param>
    /// <returns>For example <c>18/20, 1 failed</c>.</returns>
    public static string CommandNodes(PSObject command) => CommandText.Nodes(command);

    /// <summary>What a command runs: its comment, the first line of its script, or its document.</summary>
    /// <param name="command">A <see cref="Command"/>.</param>
    /// <returns>One line.</returns>
    public static string CommandTitle(PSObject command) => VisibleText.Of(CommandText.Title(command));

    /// <summary>A word for the status of something, in its color.</summary>
    /// <param name="status">A status, a verdict, a ping status or the result of a check.</param>
    /// <param name="host">The session's host.</param>
    /// <param name="style">The session's <c>$PSStyle</c>.</param>
    /// <returns>The word.</returns>
    public static string Colored(object? status, PSHost? host, object? style) =>
        status?.ToString() is { } text ? Palette.Paint(VisibleText.Of(text), StatusTones.Of(text), host, style) : "";

    /// <summary>The verdict on a node, in its color.</summary>
    /// <param name="item">A <see cref="CommandInvocation"/> or a <see cref="NodeResult"/>.</param>
    /// <param name="host">The session's host.</param>
    /// <param name="style">The session's <c>$PSStyle</c>.</param>
    /// <returns>The word.</returns>
    public static string Verdict(PSObject item, PSHost? host, object? style) =>
        Colored(PropertyReader.Text(item, nameof(CommandInvocation.Verdict)), host, style);

    /// <summary>The state of a simulated node's machine, in its color.</summary>
    /// <param name="node">A SimulatedNode.</param>
    /// <param name="host">The session's host.</param>
    /// <param name="style">The session's <c>$PSStyle</c>.</param>
    /// <returns>The word.</returns>
    public static string State(PSObject node, PSHost? host, object? style) => Colored(PropertyReader.Text(node, "State"), host, style);

    /// <summary>The condition of a rollout, in its color. A finished one is good only if every node succeeded.</summary>
    /// <param name="rollout">A <see cref="RunCommandRollout"/>.</param>
    /// <param name="host">The session's host.</param>
    /// <param name="style">The session's <c>$PSStyle</c>.</param>
    /// <returns>The word.</returns>
    public static string Condition(PSObject rollout, PSHost? host, object? style)
    {
        var condition = PropertyReader.Text(rollout, nameof(RunCommandRollout.Condition));
        var tone = condition switch
        {
            nameof(RolloutCondition.Finished) =>
                IsWhole(Inner(rollout, nameof(RunCommandRollout.Summary))) ? StatusTone.Good : StatusTone.Open,
            nameof(RolloutCondition.Halted) or nameof(RolloutCondition.Interrupted) => StatusTone.Bad,
            _ => StatusTone.Open,
        };
        return Palette.Paint(VisibleText.Of(condition), tone, host, style);
    }

    /// <summary>How many nodes of a rollout succeeded.</summary>
    /// <param name="rollout">A <see cref="RunCommandRollout"/>.</param>
    /// <returns>For example <c>118 of 120</c>.</returns>
    public static string SucceededOf(PSObject rollout) =>
        Inner(rollout, nameof(RunCommandRollout.Summary)) is var summary && Number(summary, nameof(RunSummary.Nodes)) is { } nodes
            ? string.Create(CultureInfo.CurrentCulture, $"{Number(summary, nameof(RunSummary.Succeeded))} of {nodes}") : "";

    /// <summary>How many nodes are still open, in the color of what is open if there are any.</summary>
    /// <param name="count">The number.</param>
    /// <param name="host">The session's host.</param>
    /// <param name="style">The session's <c>$PSStyle</c>.</param>
    /// <returns>The number.</returns>
    public static string Open(int count, PSHost? host, object? style) =>
        Palette.Paint(count.ToString(CultureInfo.CurrentCulture), count > 0 ? StatusTone.Open : StatusTone.None, host, style);

    /// <summary>A group of nodes with all that they wrote, or how they differ.</summary>
    /// <param name="group">An <see cref="OutputGroup"/>.</param>
    /// <param name="host">The session's host.</param>
    /// <param name="style">The session's <c>$PSStyle</c>.</param>
    /// <returns>Several lines.</returns>
    public static string Group(PSObject group, PSHost? host, object? style) =>
        GroupText.Of(group, Status(group, host, style), text => Written(text, style));

    /// <summary>A moment in this computer's local time.</summary>
    /// <param name="moment">A <see cref="DateTimeOffset"/>; may be null.</param>
    /// <returns>Date and time to the second.</returns>
    public static string Moment(object? moment) =>
        Unwrapped(moment) switch
        {
            DateTimeOffset time => time.LocalDateTime.ToString(MomentFormat, CultureInfo.InvariantCulture),

            // The serialization that copies objects has no DateTimeOffset.
            DateTime time => time.ToLocalTime().ToString(MomentFormat, CultureInfo.InvariantCulture),
            PSObject copy => Moment(copy.Properties[nameof(DateTimeOffset.UtcDateTime)]?.Value),
            _ => "",
        };

    /// <summary>Parameters, one per line, and a script as it was written.</summary>
    /// <param name="command">A <see cref="Command"/>.</param>
    /// <returns>Names and values.</returns>
    public static string Parameters(PSObject command) => string.Join(
        '\n',
        Pairs(command?.Properties[nameof(Command.Parameters)]?.Value).Select(pair => pair.Key == ScriptDocument.Commands
            ? Aligned($"{pair.Key} = ", VisibleText.Of(CommandText.Script(command!)))
            : $"{pair.Key} = {pair.Value}"));

    // All lines begin where the first one does.
    private static string Aligned(string name, string text) =>
        name + text.Replace("\n", "\n" + new string(' ', name.Length), StringComparison.Ordinal);

    /// <summary>
    /// What an invocation wrote, in one line: the last line of standard error if it failed, otherwise the first line there is; of
    /// several steps, that of the one that decided the outcome.
    /// </summary>
    /// <param name="invocation">A <see cref="CommandInvocation"/>.</param>
    /// <returns>One line; empty if nothing was written.</returns>
    public static string InvocationLine(PSObject invocation) => VisibleText.Of(WrittenLine.OfInvocation(invocation));

    /// <summary>A step's name, for a narrow column.</summary>
    /// <param name="step">The name.</param>
    /// <returns>The name; for a document of schema 1.2, where it is that of the action, without the prefix that all actions have.</returns>
    public static string Step(string step) => VisibleText.Of(step?.StartsWith("aws:", StringComparison.Ordinal) == true ? step[4..] : step);

    /// <summary>
    /// What a node, or each node of a group, wrote, in one line as <see cref="InvocationLine"/> picks
    /// it; if it is incomplete, with a mark before it.
    /// </summary>
    /// <param name="output">A <see cref="NodeOutput"/>, an <see cref="OutputGroup"/> or a <see cref="NodeResult"/>.</param>
    /// <returns>One line; empty if nothing was written.</returns>
    public static string OutputLine(PSObject output) => VisibleText.Of(WrittenLine.OfOutput(output));

    /// <summary>What a node wrote, in one line as <see cref="InvocationLine"/> picks it, as far as a rollout's record has it.</summary>
    /// <param name="node">A <see cref="RunCommandRolloutNode"/>.</param>
    /// <returns>One line; empty if nothing was written.</returns>
    public static string RecordedLine(PSObject node) => VisibleText.Of(WrittenLine.OfRecord(node));

    /// <summary>What a node is called: its name, or the name of its computer.</summary>
    /// <param name="node">A <see cref="ManagedNode"/>.</param>
    /// <returns>A name; empty if it has neither.</returns>
    public static string NodeName(PSObject node) =>
        VisibleText.Of(PropertyReader.Text(node, nameof(ManagedNode.Name)) is { Length: > 0 } name
            ? name : PropertyReader.Text(node, nameof(ManagedNode.ComputerName)));

    /// <summary>How long a text is.</summary>
    /// <param name="text">A text.</param>
    /// <returns>The number of its characters; empty if it is empty.</returns>
    public static string Size(string text) =>
        string.IsNullOrEmpty(text) ? "" : string.Create(CultureInfo.InvariantCulture, $"{text.Length:N0} characters");

    /// <summary>The values that a parameter accepts, apart from its type.</summary>
    /// <param name="parameter">A <see cref="RunCommandDocumentParameter"/>.</param>
    /// <returns>Allowed values, pattern, numbers of items and characters; empty if any will do.</returns>
    public static string Allowed(PSObject parameter) => VisibleText.Of(string.Join("; ", new[]
    {
        string.Join(", ", Items(parameter, nameof(RunCommandDocumentParameter.AllowedValues))),
        PropertyReader.Text(parameter, nameof(RunCommandDocumentParameter.AllowedPattern)),
        Range(
            Number(parameter, nameof(RunCommandDocumentParameter.MinItems)),
            Number(parameter, nameof(RunCommandDocumentParameter.MaxItems)),
            "items"),
        Range(
            Number(parameter, nameof(RunCommandDocumentParameter.MinChars)),
            Number(parameter, nameof(RunCommandDocumentParameter.MaxChars)),
            "characters"),
    }.Where(rule => rule.Length > 0)));

    /// <summary>Tags in one line.</summary>
    /// <param name="tags">A dictionary of strings.</param>
    /// <returns>Keys and values.</returns>
    public static string Tags(object? tags) => string.Join(' ', Pairs(tags).Select(pair => $"{pair.Key}={pair.Value}"));

    private static bool IsWhole(PSObject? summary) => Number(summary, nameof(RunSummary.ExitCode)) == 0;

    // By key: copies of objects have hashtables in place of ours, which have lost the order.
    private static IEnumerable<(string Key, string Value)> Pairs(object? dictionary) =>
        Unsorted(dictionary).OrderBy(pair => pair.Key, StringComparer.Ordinal);

    private static IEnumerable<(string Key, string Value)> Unsorted(object? dictionary) => Unwrapped(dictionary) switch
    {
        IDictionary copy => copy.Keys.Cast<object>().Select(key => (VisibleText.Of($"{key}"), Joined(copy[key]))),
        IEnumerable<KeyValuePair<string, string>> texts => texts.Select(pair => (VisibleText.Of(pair.Key), VisibleText.Of(pair.Value))),
        IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> lists => lists
            .Select(pair => (VisibleText.Of(pair.Key), Joined(pair.Value))),
        _ => [],
    };

    private static string Joined(object? value) =>
        VisibleText.Of(Unwrapped(value) is IEnumerable items and not string ? string.Join(", ", items.Cast<object?>()) : $"{value}");

    private static string Range(int? minimum, int? maximum, string what) => (minimum, maximum) switch
    {
        (null, null) => "",
        (_, null) => $"{minimum} or more {what}",
        (null, _) => $"up to {maximum} {what}",
        _ => $"{minimum} to {maximum} {what}",
    };
}
