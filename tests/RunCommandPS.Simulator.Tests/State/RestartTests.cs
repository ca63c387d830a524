using RunCommandPS.Simulator.Tests.Protocol;
using RunCommandPS.Storage;

namespace RunCommandPS.Simulator.Tests.State;

/// <summary>What a simulator has that is started again on the state of another one, which somebody may have touched meanwhile.</summary>
public sealed class RestartTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    private string File => Path.Combine(_folder, "state");

    private SimulatorOptions Options => new()
    {
        StatePath = File,
        NodeCount = 2,
        IsTimeStepped = true,
        Buckets = ["bucket"],
        Answers = [new() { Duration = 10 * Minute, StandardOutput = "out", StandardError = "err" }],
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Objects_log_streams_and_notifications_are_there_again()
    {
        IReadOnlyList<string> before;
        using (var first = RunCommandSimulator.Start(Options))
        {
            await SendAsync(first);
            await SendAsync(first);
            first.Advance(30 * Minute);
            before = await SeenAsync(first);
        }

        Assert.Contains("Invocation Success", before);
        Assert.Contains("Invocation InProgress", before);
        for (var start = 0; start < 2; start++)
        {
            // The second start is one on a compacted file.
            using var again = RunCommandSimulator.Start(Options);
            Assert.Equal(before, await SeenAsync(again));
            Assert.Empty(again.Problems);
        }
    }

    [Fact]
    public async Task With_fewer_buckets_what_runs_goes_on_and_its_output_is_lost()
    {
        using (var first = RunCommandSimulator.Start(Options))
        {
            await SendAsync(first);
            first.Advance(Minute);
        }

        using var again = RunCommandSimulator.Start(Options with { Buckets = [] });
        again.Advance(30 * Minute);

        Assert.Equal("Success", Assert.Single(again.Commands).Status);
        Assert.Empty(again.Problems);
    }

    [Fact]
    public async Task A_document_stands_once_however_many_commands_there_are()
    {
        await LiveAsync(commands: 5);

        Assert.Single(System.IO.File.ReadAllLines(File), line => line.Contains("runCommand", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"Sent\"", 1)]
    [InlineData("\"Chosen\"", 2)]
    [InlineData("\"Step\"", 2)]
    [InlineData("runCommand", 0)]
    public async Task Lines_that_somebody_removed_are_passed_over(string mark, int commands)
    {
        await LiveAsync(commands: 2);
        var lines = System.IO.File.ReadAllLines(File).ToList();
        lines.RemoveAt(lines.FindIndex(line => line.Contains(mark, StringComparison.Ordinal)));
        System.IO.File.WriteAllText(File, string.Join('\n', lines) + "\n");

        using var again = RunCommandSimulator.Start(Options);
        again.Advance(TimeSpan.FromHours(3));

        Assert.Equal(commands, again.Commands.Count);
        Assert.Empty(again.Problems);
    }

    [Fact]
    public async Task A_step_that_is_told_twice_is_one_error_with_its_line_and_the_file_is_free()
    {
        await LiveAsync(commands: 1);
        var lines = System.IO.File.ReadAllLines(File).ToList();
        lines.Add(lines.First(line => line.Contains("\"Step\"", StringComparison.Ordinal)));
        System.IO.File.WriteAllText(File, string.Join('\n', lines) + "\n");

        var error = Assert.ThrowsAny<ArgumentException>(() => RunCommandSimulator.Start(Options));

        Assert.StartsWith("Line ", error.Message, StringComparison.Ordinal);
        Assert.Contains("records the end of a step again", error.Message, StringComparison.Ordinal);
        LineFile.TryTake(File)!.Dispose();
    }

    private static async Task SendAsync(RunCommandSimulator simulator)
    {
        using var client = new SimulatorClient(simulator);
        await client.CallAsync("SendCommand", new
        {
            DocumentName = "AWS-RunShellScript",
            InstanceIds = simulator.Nodes.Select(node => node.InstanceId),
            Parameters = new { commands = new[] { "uptime" } },
            OutputS3BucketName = "bucket",
            CloudWatchOutputConfig = new { CloudWatchOutputEnabled = true },
            NotificationConfig = new
            {
                NotificationArn = "arn:aws:sns:us-east-1:111122223333:my-us-east-1-notification-arn",
                NotificationType = "Invocation",
            },
        });
    }

    private static async Task<IReadOnlyList<string>> SeenAsync(RunCommandSimulator simulator)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(simulator.Endpoint, "/bucket?list-type=2"));
        foreach (var (name, value) in new RequestSigner(simulator.AccessKeyId, simulator.SecretAccessKey, simulator.Region)
            .SignStorage("GET", simulator.Endpoint.Authority, "/bucket", "list-type=2"))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var seen = new List<string> { await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) };
        Assert.Contains("/stdout</Key>", seen[0], StringComparison.Ordinal);
        seen.AddRange(simulator.LogStreams.Select(stream => $"{stream} {stream.Text} {stream.Events[0].Time:O}"));
        seen.AddRange(simulator.Notifications.Select(one => $"Invocation {one.Status}"));
        seen.AddRange(simulator.Notifications.Select(one => one.Message));
        return seen;
    }

    private async Task LiveAsync(int commands)
    {
        using var simulator = RunCommandSimulator.Start(Options);
        for (var sent = 0; sent < commands; sent++)
        {
            await SendAsync(simulator);
        }

        simulator.Advance(30 * Minute);
    }
}
