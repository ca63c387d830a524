using System.Xml.Linq;
using RunCommandPS.Documents;
using RunCommandPS.Model;
using Tag = RunCommandPS.Reporting.Html.HtmlTag;

namespace RunCommandPS.Reporting.Html;

/// <summary>What exactly was requested: documents, parameters, limits, waves and places.</summary>
internal static class RequestSection
{
    /// <summary>The section; null if nothing of it is known.</summary>
    public static XElement? Of(Report report) => Tag.Section(
        "request", "What was requested", [Limits(report.Limits), .. report.Requests.Select(Card)]);

    private static XElement? Limits(ReportLimits limits) => Tag.List(
        ("Nodes at a time", limits.MaxConcurrency),
        ("Errors tolerated", limits.MaxErrors),
        ("Waves", string.Join(", ", limits.WaveSizes)),
        ("Errors tolerated per wave", limits.WaveErrors),
        ("Pause after a wave", limits.SoakTime > TimeSpan.Zero ? ElapsedText.Of(limits.SoakTime) : null),
        ("Between waves", string.Join(
            " and ", new[] { limits.HasCheck ? "a script decides" : "", limits.HasPrompt ? "a person decides" : "" }
                .Where(text => text.Length > 0))));

    private static XElement Card(ReportRequest sent)
    {
        var request = sent.Request;
        return Tag.Of("article",
            Tag.Of("h3", request.DocumentName, Tag.Of("small", $" on {ReportNumber.Nodes(sent.Nodes)}")),
            Tag.List(
                ("Version", request.DocumentVersion),
                ("Hash", request.DocumentHash),
                ("Places", Lines(sent.Places)),
                ("Targets", string.Join(" and ", request.Targets ?? [])),
                ("Comment", request.Comment),
                ("Must start within", request.TimeoutSeconds is { } seconds ? $"{ReportNumber.Of(seconds)} s" : null),
                ("Nodes at a time, per command", request.MaxConcurrency),
                ("Errors tolerated, per command", request.MaxErrors),
                ("Output bucket", request.OutputS3BucketName),
                ("Output prefix", request.OutputS3KeyPrefix),
                ("Log group", request.CloudWatchOutputConfig is { CloudWatchOutputEnabled: true } log
                    ? log.CloudWatchLogGroupName is { Length: > 0 } group ? group : "the service's default" : null),
                ("Service role", request.ServiceRoleArn),
                ("Notifications", request.NotificationConfig?.NotificationArn),
                ("Alarms", string.Join(", ", request.AlarmConfiguration?.Alarms.Select(alarm => alarm.Name) ?? []))),
            (request.Parameters ?? SendCommandRequest.NoParameters).SelectMany(Parameter));
    }

    // A script as it was written, and what wraps it: the variables and arguments that were passed to it.
    private static IEnumerable<XElement> Parameter(KeyValuePair<string, IReadOnlyList<string>> parameter)
    {
        if (parameter.Key != ScriptDocument.Commands)
        {
            return [Figure(parameter.Key, parameter.Value)];
        }

        var script = SentScript.Lines(parameter.Value);
        return ReferenceEquals(script, parameter.Value)
            ? [Figure("Script", script)] : [Figure("Script", script), Figure("As sent", parameter.Value)];
    }

    private static XElement Figure(string caption, IReadOnlyList<string> lines) => Tag.Of("figure",
        Tag.Of("figcaption", caption),
        Tag.Pre(("class", "code"), string.Join('\n', lines)));

    private static XElement? Lines(IReadOnlyList<string> lines) =>
        lines.Count == 0 ? null : Tag.Of("ul", ("class", "plain"), lines.Select(line => Tag.Of("li", line)));
}
