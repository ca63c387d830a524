using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Output;
using RunCommandPS.Simulator;

namespace RunCommandPS.Aws.Tests;

/// <summary>What a node wrote comes back as it was written, in as few calls as it takes; what can't be had is said to be missing.</summary>
public sealed class OutputReaderTests : IDisposable
{
    private const string Bucket = "amzn-s3-demo-bucket";
    private const string Node = "i-0000000000000000a";

    private RunCommandSimulator? _simulator;
    private IRunCommandService? _service;
    private IOutputStore? _store;

    public static TheoryData<string, int, string, int, string> Lengths => new()
    {
        // Both streams and the title together come to less than 2,500 bytes, or they are cut.
        { "o", 0, "e", 0, OutputSource.Inline },
        { "o", 2_499, "e", 0, OutputSource.Inline },
        { "o", 2_500, "e", 0, OutputSource.Invocation },
        { "o", 2_501, "e", 0, OutputSource.Invocation },
        { "o", 1_000, "e", 1_475, OutputSource.Inline },
        { "o", 1_000, "e", 1_476, OutputSource.Invocation },
        { "o", 0, "e", 2_475, OutputSource.Inline },
        { "o", 0, "e", 2_476, OutputSource.Invocation },
        { "é", 1_249, "e", 0, OutputSource.Inline },
        { "é", 1_250, "e", 0, OutputSource.Invocation },
        { "o", 24_000, "e", 8_000, OutputSource.Invocation },
        { "é", 12_000, "é", 4_000, OutputSource.Invocation },
        { "€", 8_000, "😀", 2_000, OutputSource.Invocation },
    };

    private RunCommandSimulator Simulator => _simulator!;

    public void Dispose()
    {
        _store?.Dispose();
        _service?.Dispose();
        _simulator?.Dispose();
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public async Task What_fits_is_whole_and_read_no_farther_than_it_must(
        string outputUnit, int outputCount, string errorUnit, int errorCount, string source)
    {
        var (output, error) = (Repeat(outputUnit, outputCount), Repeat(errorUnit, errorCount));

        var (read, errors) = await ReadAsync(output, error);

        var one = Assert.Single(read);
        Assert.Equal((output, error, source, false), (one.StandardOutput, one.StandardError, one.Source, one.IsTruncated));
        Assert.Empty(errors);
        Assert.Equal(source == OutputSource.Inline ? 0 : 1, Simulator.Count("GetCommandInvocation"));
        Assert.Equal(0, Simulator.Count("GetObject"));
    }

    [Theory]
    [InlineData("o", 24_001, 0, true, false)]
    [InlineData("é", 12_001, 0, true, false)]
    [InlineData("€", 8_001, 0, true, false)]
    [InlineData("😀", 6_001, 0, true, false)]
    [InlineData("x😀", 4_801, 0, true, false)]
    [InlineData("xx€", 4_801, 0, true, false)]
    [InlineData("o", 10, 8_001, false, true)]
    [InlineData("o", 24_001, 8_001, true, true)]
    public async Task What_does_not_fit_is_marked_where_there_is_no_bucket_and_whole_where_there_is(
        string unit, int count, int errors, bool outputCut, bool errorCut)
    {
        var (output, error) = (Repeat(unit, count), Repeat("e", errors));

        var marked = Assert.Single((await ReadAsync(output, error)).Outputs);
        Assert.Equal(
            (outputCut, errorCut, true, OutputSource.Invocation),
            (marked.StandardOutputTruncated, marked.StandardErrorTruncated, marked.IsTruncated, marked.Source));

        Dispose();
        var whole = Assert.Single((await ReadAsync(
            output, error, request => request with { OutputS3BucketName = Bucket, OutputS3KeyPrefix = "päth/with space+plus" })).Outputs);
        Assert.Equal((output, error, false, OutputSource.S3), (whole.StandardOutput, whole.StandardError, whole.IsTruncated, whole.Source));
        Assert.Equal((outputCut ? 1 : 0) + (errorCut ? 1 : 0), Simulator.Count("GetObject"));
    }

    [Theory]
    [InlineData("a" + OutputMarks.ErrorTitle + "b", "real", 1)]
    [InlineData("a" + OutputMarks.InlineOutputTruncated, "", 1)]
    [InlineData("a" + OutputMarks.InlineOutputTruncated + "b", "real", 1)]
    [InlineData("a", "b" + OutputMarks.InlineErrorTruncated, 1)]
    [InlineData("a\n----------ERROR-------", "b", 1)]
    [InlineData("a" + OutputMarks.Truncated, "b", 0)]
    [InlineData("a\n", "b\n", 0)]
    [InlineData("", "b", 0)]
    public async Task Words_of_the_agent_that_a_script_wrote_are_asked_about(string output, string error, int calls)
    {
        var one = Assert.Single((await ReadAsync(output, error)).Outputs);

        Assert.Equal((output, error, false), (one.StandardOutput, one.StandardError, one.IsTruncated));
        Assert.Equal(calls, Simulator.Count("GetCommandInvocation"));
    }

    [Fact]
    public async Task A_script_that_succeeded_and_stopped_has_its_errors_too()
    {
        var one = Assert.Single((await ReadAsync("out", "err", exitCode: 168)).Outputs);

        Assert.Equal(("out", "err", 168, RunStatus.Success), (one.StandardOutput, one.StandardError, one.ResponseCode, one.Status));
    }

    [Theory]
    [InlineData(FaultKind.Throttle, new[] { 1, 2 }, true)]
    [InlineData(FaultKind.InternalServerError, new[] { 1 }, true)]
    [InlineData(FaultKind.Throttle, new int[0], false)]
    [InlineData(FaultKind.AccessDenied, new int[0], false)]
    public async Task A_call_that_fails_is_repeated_and_then_takes_nothing_away(FaultKind kind, int[] calls, bool isWhole)
    {
        var output = Repeat("line\n", 1_000);

        var (read, errors) = await ReadAsync(output, "", fault: kind, calls: calls);

        var one = Assert.Single(read);
        Assert.Equal(!isWhole, one.IsTruncated);
        Assert.StartsWith(isWhole ? output : Repeat("line\n", 400), one.StandardOutput, StringComparison.Ordinal);
        Assert.Equal(isWhole ? 0 : 1, errors.Count);
    }

    [Fact]
    public async Task S3_makes_up_for_a_call_that_fails()
    {
        var (output, error) = (Repeat("line\n", 1_000), "");

        var (read, errors) = await ReadAsync(
            output, error, request => request with { OutputS3BucketName = Bucket }, fault: FaultKind.AccessDenied);

        Assert.Equal(
            (output, error, false, OutputSource.S3), (read[0].StandardOutput, read[0].StandardError, read[0].IsTruncated, read[0].Source));
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_store_that_fails_leaves_what_the_call_had()
    {
        _store = Connect.ToStore(Connect.Options(new Uri("http://127.0.0.1:1")));

        var (read, errors) = await ReadAsync(Repeat("o", 30_000), "", request => request with { OutputS3BucketName = Bucket });

        Assert.Equal(
            (true, false, OutputSource.Invocation), (read[0].StandardOutputTruncated, read[0].StandardErrorTruncated, read[0].Source));
        Assert.EndsWith(OutputMarks.Truncated, read[0].StandardOutput, StringComparison.Ordinal);
        Assert.IsType<ConnectionRefusedException>(Assert.Single(errors));
    }

    [Fact]
    public async Task Each_step_is_read_by_its_name_and_only_where_it_must()
    {
        const string Content = """{"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"first","inputs":"""
            + """{"runCommand":["short"]}},{"action":"aws:runShellScript","name":"two","inputs":{"runCommand":["long"]}}]}""";
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "Two-Steps.json");
        await File.WriteAllTextAsync(file, Content, Connect.Cancellation);
        Start(new SimulatorOptions
        {
            Nodes = [new() { InstanceId = Node, Name = "web-1", ComputerName = "web-1" }],
            DocumentPaths = [file],
            Answers =
                [new() { Contains = "short", StandardOutput = "s" }, new() { Contains = "long", StandardOutput = Repeat("l", 30_000) }],
        });

        var invocation = await EndedAsync(
            new SendCommandRequest { DocumentName = "Two-Steps", InstanceIds = [Node], OutputS3BucketName = Bucket });
        var (read, errors) = await new OutputReader(_service!, _store!).ReadAsync(invocation, Connect.Cancellation);

        // The service takes no name as short as the second step's: S3 helps.
        Assert.Equal(
            [("first", "s", "Inline"), ("two", Repeat("l", 30_000), "S3")], read.Select(one => (one.Step, one.StandardOutput, one.Source)));
        Assert.All(read, one => Assert.Equal(
            (invocation.CommandId, Node, "web-1", "us-east-1"), (one.CommandId, one.InstanceId, one.InstanceName, one.Region)));
        Assert.Empty(errors);
        Assert.Equal(
            ["two"],
            (await new OutputReader(_service!, _store!).ReadAsync(invocation, name => name == "two", Connect.Cancellation)).Outputs.Select(
                one => one.Step));
    }

    [Fact]
    public async Task A_step_that_was_picked_from_several_is_read_whole()
    {
        const string Content = """{"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"first","inputs":"""
            + """{"runCommand":["short"]}},{"action":"aws:runShellScript","name":"second","inputs":{"runCommand":["long"]}}]}""";
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "Two-Steps.json");
        await File.WriteAllTextAsync(file, Content, Connect.Cancellation);
        Start(new SimulatorOptions
        {
            Nodes = [new() { InstanceId = Node }],
            DocumentPaths = [file],
            Answers = [new() { Contains = "long", StandardOutput = Repeat("l", 6_000) }],
        });
        var invocation = await EndedAsync(new SendCommandRequest { DocumentName = "Two-Steps", InstanceIds = [Node] });

        var (read, errors) = await new OutputReader(_service!, _store!)
            .ReadAsync(invocation with { Steps = [invocation.Steps[1]] }, Connect.Cancellation);

        Assert.Empty(errors);
        Assert.Equal(("second", Repeat("l", 6_000)), (Assert.Single(read).Step, read[0].StandardOutput));
    }

    private static string Repeat(string unit, int count) => string.Concat(Enumerable.Repeat(unit, count));

    private void Start(SimulatorOptions options)
    {
        _simulator = RunCommandSimulator.Start(options);
        _service = Connect.To(_simulator);
        _store ??= Connect.ToStore(Connect.Options(_simulator));
    }

    private async Task<OutputReading> ReadAsync(
        string output,
        string error,
        Func<SendCommandRequest, SendCommandRequest>? change = null,
        int exitCode = 0,
        FaultKind? fault = null,
        params int[] calls)
    {
        _store = _service is null ? _store : null;
        Start(new SimulatorOptions
        {
            Nodes = [new() { InstanceId = Node }],
            Answers = [new() { StandardOutput = output, StandardError = error, ExitCode = exitCode }],
        });
        var request = Connect.Shell(Node);
        var invocation = await EndedAsync(change?.Invoke(request) ?? request);
        if (fault is { } kind)
        {
            Simulator.InjectFault(kind, "GetCommandInvocation", calls);
        }

        return await new OutputReader(_service!, _store!).ReadAsync(invocation, Connect.Cancellation);
    }

    private async Task<CommandInvocation> EndedAsync(SendCommandRequest request)
    {
        var sent = await _service!.SendCommandAsync(request, Connect.Cancellation);
        while (true)
        {
            var page = await _service.ListCommandInvocationsAsync(
                new CommandQuery { CommandId = sent.CommandId, Details = true }, null, Connect.Cancellation);
            if (page.Items is [{ Status: RunStatus.Success or RunStatus.Failed } invocation])
            {
                return invocation;
            }

            await Task.Delay(5, Connect.Cancellation);
        }
    }
}
