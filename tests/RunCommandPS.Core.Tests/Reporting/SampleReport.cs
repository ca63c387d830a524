using System.Globalization;
using RunCommandPS.Reporting;

namespace RunCommandPS.Core.Tests.Reporting;

/// <summary>Reports of runs as they happen, of any size; the same every time.</summary>
internal static class SampleReport
{
    public static readonly DateTimeOffset Start = new(2026, 11, 26, 15, 3, 44, 120, TimeSpan.Zero);

    private static readonly string[] Regions = ["eu-west-1", "us-east-1"];

    /// <summary>A rollout in three waves, of which some nodes failed in several ways.</summary>
    public static Report Of(int nodes) => new()
    {
        Name = "deploy-142",
        RolloutId = "20261126-1503-r44z",
        Description = "./deploy.sh 142",
        Condition = RolloutCondition.Finished,
        RunBy = "process 4711 of ada on build-7",
        StartedAt = Start,
        Elapsed = TimeSpan.FromSeconds(412.5),
        Limits = new ReportLimits
        {
            MaxConcurrency = "10%",
            MaxErrors = "5",
            WaveSizes = ["1", "10%", "100%"],
            WaveErrors = "1%",
            SoakTime = TimeSpan.FromSeconds(30),
            HasCheck = true,
        },
        Requests =
        [
            new ReportRequest(
                new SendCommandRequest
                {
                    DocumentName = "AWS-RunShellScript",
                    Comment = "Release 142",
                    TimeoutSeconds = 3600,
                    MaxErrors = "100%",
                    Parameters = new Dictionary<string, IReadOnlyList<string>>
                    {
                        ["commands"] = ["set -eu\ncd /srv/app\n./deploy.sh 142\nsystemctl restart app"],
                        ["workingDirectory"] = ["/srv/app"],
                    },
                },
                nodes,
                ["eu-west-1, account 111122223333, profile prod", "us-east-1, account 111122223333, profile prod"]),
        ],
        Nodes = [.. Enumerable.Range(0, nodes).Select(i => Node(i, nodes))],
        MadeAt = Start.AddMinutes(9),
        MadeBy = "RunCommandPS 0.1.0",
    };

    private static ReportNode Node(int i, int nodes)
    {
        var wave = i == 0 ? 1 : i <= nodes / 10 ? 2 : 3;
        var start = Start.AddSeconds(1 + (wave == 1 ? 0 : wave == 2 ? 35 : 110) + (i % 97 * 2.4 * (wave == 3 ? 1 : 0.2)));
        var end = start.AddSeconds(8 + (i * 7 % 41));
        return (i % 50) switch
        {
            13 => Of(i, wave, start, end, NodeVerdict.Failed, 22, Deployed(i), $"curl: (22) error: 502\nlast attempt {i} failed with 502"),
            27 => Of(i, wave, start, end, NodeVerdict.Failed, 1, "unpacking\n", "tar: /srv/app: No space left on device"),
            38 when i % 100 == 38 => Of(i, wave, start, start.AddSeconds(120), NodeVerdict.TimedOut, 137, "unpacking\n", ""),
            44 => Of(i, wave, null, null, NodeVerdict.NotDelivered, -1, "", ""),
            49 when i % 150 == 149 => Of(i, wave, null, null, NodeVerdict.NotStarted, -1, "", ""),
            _ => Of(i, wave, start, end, NodeVerdict.Succeeded, 0, Deployed(0) + (i % 9 == 4 ? "cache was cold\n" : ""), ""),
        };
    }

    private static string Deployed(int port) => $"unpacking\nmigrating\nrestarting app\nlistening on {8080 + port}\n";

    private static ReportNode Of(
        int i, int wave, DateTimeOffset? start, DateTimeOffset? end, NodeVerdict verdict, int code, string output, string error)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"i-0{i:x16}");
        var name = string.Create(CultureInfo.InvariantCulture, $"web{i + 1:0000}");
        return Of(id, name, wave, start, end, verdict, code, output, error, Regions[i % 2]);
    }

    /// <summary>One node.</summary>
    public static ReportNode Of(
        string id, string name, int wave, DateTimeOffset? start, DateTimeOffset? end, NodeVerdict verdict, int code, string output,
        string error, string region = "eu-west-1")
    {
        var status = verdict switch
        {
            NodeVerdict.Succeeded => RunStatus.Success,
            NodeVerdict.TimedOut => RunStatus.TimedOut,
            NodeVerdict.Cancelled => RunStatus.Cancelled,
            NodeVerdict.Open => RunStatus.InProgress,
            NodeVerdict.NotStarted => "",
            _ => RunStatus.Failed,
        };
        var step = new CommandStep
        {
            Name = "runShellScript",
            Status = status,
            StatusDetails = status,
            ResponseCode = code,
            ResponseStartDateTime = start,
            ResponseFinishDateTime = end,
        };
        return new ReportNode(
            new NodeResult
            {
                Outcome = verdict,
                Invocation = new CommandInvocation
                {
                    CommandId = status.Length > 0 ? "0b7ffe1c-6f0d-4c5d-9a55-54b1d6a9f4a1" : "",
                    InstanceId = id,
                    InstanceName = name,
                    Status = status,
                    StatusDetails = verdict == NodeVerdict.NotDelivered ? DetailedStatus.Undeliverable : status,
                    Steps = start is null ? [] : [step],
                    Origin = ConnectionOrigin.None with { Region = region, Account = "111122223333" },
                },
                Outputs = start is null ? [] :
                [
                    new NodeOutput
                    {
                        InstanceId = id,
                        InstanceName = name,
                        Step = step.Name,
                        IsDeciding = true,
                        Status = status,
                        StatusDetails = status,
                        ResponseCode = code,
                        StandardOutput = output,
                        StandardError = error,
                    },
                ],
            },
            wave);
    }
}
