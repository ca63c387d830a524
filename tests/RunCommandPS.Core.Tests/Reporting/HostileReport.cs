using RunCommandPS.Reporting;

namespace RunCommandPS.Core.Tests.Reporting;

/// <summary>A report with one text in every place that a text can come to.</summary>
internal static class HostileReport
{
    /// <summary>
    /// Ends elements, comments and attributes, begins scripts and formulas, moves cursors, turns writing around, and is no XML.
    /// </summary>
    public const string Text =
        "=1+\"'</pre></script></style>]]>--><script>alert(1)</script><img src=x "
            + "onerror=alert(1)>&amp;\u0000\u001b[31m\u0085\u202e\ufffe\ud800";

    /// <summary>The report, with two nodes of each verdict.</summary>
    public static Report Of(string text) => new()
    {
        Name = text,
        RolloutId = text,
        Description = text + text,
        Condition = RolloutCondition.Halted,
        RunBy = text,
        StartedAt = SampleReport.Start,
        Elapsed = TimeSpan.FromSeconds(3),
        Limits = new ReportLimits
        {
            MaxConcurrency = text,
            MaxErrors = text,
            WaveSizes = [text, text],
            WaveErrors = text,
            SoakTime = TimeSpan.FromSeconds(3),
            HasCheck = true,
            HasPrompt = true,
        },
        Requests =
        [
            new ReportRequest(
                new SendCommandRequest
                {
                    DocumentName = text,
                    DocumentVersion = text,
                    DocumentHash = text,
                    Targets = [new Target { Key = text, Values = [text] }],
                    Comment = text,
                    MaxConcurrency = text,
                    MaxErrors = text,
                    OutputS3BucketName = text,
                    OutputS3KeyPrefix = text,
                    ServiceRoleArn = text,
                    NotificationConfig = new NotificationConfig { NotificationArn = text },
                    CloudWatchOutputConfig = new CloudWatchOutputConfig { CloudWatchOutputEnabled = true, CloudWatchLogGroupName = text },
                    AlarmConfiguration = new AlarmConfiguration { Alarms = [new Alarm { Name = text }] },
                    Parameters = new Dictionary<string, IReadOnlyList<string>> { [text] = [text], ["commands"] = [text] },
                },
                1,
                [text]),
        ],
        Nodes =
        [
            .. Enum.GetValues<NodeVerdict>()
                .SelectMany((verdict, index) => new[] { Node(text, verdict, index, 1), Node(text, verdict, index, 2) }),
        ],
        MadeAt = SampleReport.Start,
        MadeBy = text,
    };

    private static ReportNode Node(string text, NodeVerdict verdict, int index, int wave)
    {
        var started = verdict is NodeVerdict.NotDelivered or NodeVerdict.NotStarted
            ? (DateTimeOffset?)null
            : SampleReport.Start.AddSeconds(index);
        return SampleReport.Of(
            text, text, wave, started, verdict == NodeVerdict.Open ? null : started?.AddSeconds(2), verdict, index, $"{text}\n{index}\n",
            text, text);
    }
}
