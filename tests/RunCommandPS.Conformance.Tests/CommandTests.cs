using System.Text.Json;
using RunCommandPS.Simulator;
using RunCommandPS.Simulator.Tests.Protocol;

namespace RunCommandPS.Conformance.Tests;

/// <summary>Commands as the AWS CLI sends them, waits for them and reads them.</summary>
public sealed class CommandTests : IDisposable
{
    private const string Web = "i-0000000000000000a";
    private const string Broken = "i-0000000000000000b";
    private const string Slow = "i-0000000000000000c";

    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(new SimulatorOptions
    {
        Nodes =
        [
            new() { InstanceId = Web, Name = "web-1", Tags = new Dictionary<string, string> { ["Role"] = "web" } },
            new() { InstanceId = Broken, Name = "broken" },
            new() { InstanceId = Slow, Name = "slow" },
        ],
        Answers =
        [
            new() { Node = Web, StandardOutput = "grüße\n", StandardError = "a warning" },
            new() { Node = Broken, ExitCode = 7 },
            new() { Node = Slow, Contains = "for ever", Duration = TimeSpan.FromHours(1) },
            new() { Node = Slow, Duration = TimeSpan.FromSeconds(3) },
        ],
    });

    private readonly AwsCli _cli;

    public CommandTests() => _cli = new AwsCli(_simulator);

    public void Dispose() => _simulator.Dispose();

    [Fact]
    public async Task A_command_is_sent_waited_for_and_read()
    {
        var sent = (await _cli.CallAsync(
            "send-command",
            "--document-name",
            "AWS-RunShellScript",
            "--targets",
            "Key=tag:Role,Values=web",
            "--parameters",
            """{"commands":["echo hello","uptime"]}""",
            "--comment", "from the CLI", "--timeout-seconds", "60", "--max-concurrency", "50%", "--max-errors", "1",
            "--output-s3-bucket-name", "amzn-s3-demo-bucket", "--output-s3-key-prefix", "logs")).GetProperty("Command");
        var id = Text(sent, "CommandId");
        Assert.Equal(
            ("Pending", "from the CLI", "50%", "1", 60),
            (Text(sent, "Status"), Text(sent, "Comment"), Text(sent, "MaxConcurrency"), Text(sent, "MaxErrors"),
                sent.GetProperty("TimeoutSeconds").GetInt32()));
        Assert.Equal(
            ["echo hello", "uptime"],
            sent.GetProperty("Parameters").GetProperty("commands").EnumerateArray().Select(line => line.GetString()));

        await _cli.CallAsync("wait", "command-executed", "--command-id", id, "--instance-id", Web);

        var command = Assert.Single((await _cli.CallAsync("list-commands", "--command-id", id)).GetProperty("Commands").EnumerateArray());
        Assert.Equal(
            ("Success", 1, 1, 0),
            (Text(command, "Status"), command.GetProperty("TargetCount").GetInt32(), command.GetProperty("CompletedCount").GetInt32(),
                command.GetProperty("ErrorCount").GetInt32()));

        var invocation = Assert.Single((await _cli.CallAsync("list-command-invocations", "--command-id", id, "--details"))
            .GetProperty("CommandInvocations").EnumerateArray());
        Assert.Equal(
            (Web, "ip-10-0-0-1.ec2.internal", "Success"),
            (Text(invocation, "InstanceId"), Text(invocation, "InstanceName"), Text(invocation, "StatusDetails")));
        Assert.Equal("grüße\n\n----------ERROR-------\na warning", Text(invocation.GetProperty("CommandPlugins")[0], "Output"));

        var step = await _cli.CallAsync(
            "get-command-invocation", "--command-id", id, "--instance-id", Web, "--plugin-name", "aws:runShellScript");
        Assert.Equal(
            (0, "grüße\n", "a warning"),
            (step.GetProperty("ResponseCode").GetInt32(), Text(step, "StandardOutputContent"), Text(step, "StandardErrorContent")));

        var key = $"logs/{id}/{Web}/awsrunShellScript/0.awsrunShellScript/stdout";
        Assert.Equal($"https://s3.us-east-1.amazonaws.com/amzn-s3-demo-bucket/{key}", Text(step, "StandardOutputUrl"));
        Assert.Equal("grüße\n", (await _cli.RunAsync("s3", "cp", $"s3://amzn-s3-demo-bucket/{key}", "-")).Output.ReplaceLineEndings("\n"));
        Assert.Contains(
            $"logs/{id}/{Web}/awsrunShellScript/0.awsrunShellScript/stderr",
            (await _cli.RunAsync("s3", "ls", "s3://amzn-s3-demo-bucket/", "--recursive")).Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_waiter_asks_again_while_a_node_is_busy() =>
        Assert.Equal(0, (await _cli.RunAsync(
            "ssm", "wait", "command-executed", "--command-id", await SendAsync(Slow), "--instance-id", Slow)).ExitCode);

    [Fact]
    public async Task The_waiter_gives_up_on_a_node_that_failed()
    {
        var id = await SendAsync(Broken);

        var waited = await _cli.RunAsync("ssm", "wait", "command-executed", "--command-id", id, "--instance-id", Broken);

        Assert.Equal(255, waited.ExitCode);
        Assert.Contains("Waiter CommandExecuted failed", waited.Error, StringComparison.Ordinal);
        var step = await _cli.CallAsync("get-command-invocation", "--command-id", id, "--instance-id", Broken);
        Assert.Equal(
            ("Failed", 7, "failed to run commands: exit status 7"),
            (Text(step, "Status"), step.GetProperty("ResponseCode").GetInt32(), Text(step, "StandardErrorContent")));
    }

    [Fact]
    public async Task A_command_is_cancelled()
    {
        var id = await SendAsync(Slow, "sleep for ever");

        Assert.Equal(0, (await _cli.RunAsync("ssm", "cancel-command", "--command-id", id)).ExitCode);
        var waited = await _cli.RunAsync("ssm", "wait", "command-executed", "--command-id", id, "--instance-id", Slow);

        Assert.Equal(255, waited.ExitCode);
        Assert.Contains("Waiter CommandExecuted failed", waited.Error, StringComparison.Ordinal);
        Assert.Equal("Cancelled", Text(
            Assert.Single((await _cli.CallAsync("list-commands", "--command-id", id)).GetProperty("Commands").EnumerateArray()),
            "StatusDetails"));
        Assert.Equal(
            "Cancelled", Text(await _cli.CallAsync("get-command-invocation", "--command-id", id, "--instance-id", Slow), "StatusDetails"));
    }

    [Fact]
    public async Task A_command_is_cancelled_on_one_of_its_nodes()
    {
        using var client = new SimulatorClient(_simulator);
        var sent = await client.CallAsync(
            "SendCommand", new
            {
                DocumentName = "AWS-RunShellScript",
                InstanceIds = new[] { Slow, Web },
                Parameters = new { commands = new[] { "sleep for ever" } },
            });
        var id = Text(sent.Body.GetProperty("Command"), "CommandId");

        await _cli.CallAsync("cancel-command", "--command-id", id, "--instance-ids", Slow);
        await _cli.RunAsync("ssm", "wait", "command-executed", "--command-id", id, "--instance-id", Slow);
        await _cli.CallAsync("wait", "command-executed", "--command-id", id, "--instance-id", Web);

        var invocations = (await _cli.CallAsync("list-command-invocations", "--command-id", id))
            .GetProperty("CommandInvocations").EnumerateArray();
        Assert.Equal([(Slow, "Cancelled"), (Web, "Success")], invocations.Select(one => (Text(one, "InstanceId"), Text(one, "Status"))));
    }

    [Fact]
    public async Task A_throttled_call_is_an_error_exit()
    {
        _simulator.InjectFault(FaultKind.Throttle, "ListCommands", 2);
        await _cli.CallAsync("list-commands");

        var throttled = await _cli.RunAsync("ssm", "list-commands");

        Assert.Contains(throttled.ExitCode, ServiceErrorExits);
        Assert.Contains(
            "An error occurred (ThrottlingException) when calling the ListCommands operation", throttled.Error, StringComparison.Ordinal);
        await _cli.CallAsync("list-commands");
    }

    [Fact]
    public async Task A_token_of_another_list_is_refused()
    {
        for (var i = 0; i < 2; i++)
        {
            await SendAsync(Web);
        }

        var page = await _cli.CallAsync("list-commands", "--no-paginate", "--max-results", "1");
        var refused = await _cli.RunAsync("ssm", "list-command-invocations", "--no-paginate", "--next-token", Text(page, "NextToken"));

        Assert.Contains(refused.ExitCode, ServiceErrorExits);
        Assert.Contains("(InvalidNextToken)", refused.Error, StringComparison.Ordinal);
        Assert.Single(Ids(await _cli.CallAsync("list-commands", "--no-paginate", "--next-token", Text(page, "NextToken"))));
    }

    [Fact]
    public async Task Lists_are_paged_as_the_CLI_pages_them()
    {
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            ids.Insert(0, await SendAsync(Web));
        }

        Assert.Equal(ids, Ids(await _cli.CallAsync("list-commands", "--page-size", "2")));
        Assert.Equal(4, _simulator.Requests.Count(request => request.Operation == "ListCommands"));

        var first = await _cli.CallAsync("list-commands", "--max-items", "3");
        Assert.Equal(ids[..3], Ids(first));
        Assert.Equal(
            ids[3..6], Ids(await _cli.CallAsync("list-commands", "--max-items", "3", "--starting-token", Text(first, "NextToken"))));

        var invocations = await _cli.CallAsync(
            "list-command-invocations", "--instance-id", Web, "--page-size", "3", "--filters", "key=DocumentName,value=AWS-RunShellScript");
        Assert.Equal(ids, invocations.GetProperty("CommandInvocations").EnumerateArray().Select(one => Text(one, "CommandId")));
        Assert.Empty(Ids(await _cli.CallAsync("list-commands", "--filters", "key=Status,value=Failed")));
    }

    [Fact]
    public async Task A_wrong_secret_is_an_error_exit()
    {
        var result = await new AwsCli(_simulator) { SecretAccessKey = "wrong" }.RunAsync("ssm", "list-commands");

        Assert.Contains(result.ExitCode, ServiceErrorExits);
        Assert.Contains("(InvalidSignatureException)", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_CLI_refuses_to_send_is_refused_here_too()
    {
        var refused = await _cli.RunAsync("ssm", "send-command", "--document-name", "x", "--instance-ids", Web);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.DoesNotContain(_simulator.Requests, request => request.Operation == "SendCommand" && request.HttpStatusCode == 200);

        using var client = new SimulatorClient(_simulator);
        Assert.Equal("ValidationException", (await client.CallAsync("SendCommand", """{ "DocumentName": "x" }""")).ErrorCode);
        Assert.Equal("ValidationException", (await client.CallAsync("SendCommand", "{}")).ErrorCode);
        Assert.Equal("ValidationException", (await client.CallAsync("ListCommands", """{ "MaxResults": 51 }""")).ErrorCode);
        Assert.Equal(
            "ValidationException",
            (await client.CallAsync("GetCommandInvocation", """{ "CommandId": "x", "InstanceId": "y" }""")).ErrorCode);
        Assert.Equal("SerializationException", (await client.CallAsync("SendCommand", """{ "DocumentName": 1 }""")).ErrorCode);
        Assert.Equal("SerializationException", (await client.CallAsync("SendCommand", "[")).ErrorCode);
    }

    // The CLI of version 2 says 254, older ones 255.
    private static readonly int[] ServiceErrorExits = [254, 255];

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;

    private static IEnumerable<string> Ids(JsonElement page) =>
        page.GetProperty("Commands").EnumerateArray().Select(command => Text(command, "CommandId"));

    private async Task<string> SendAsync(string node, string script = "uptime")
    {
        using var client = new SimulatorClient(_simulator);
        var sent = await client.CallAsync(
            "SendCommand",
            new { DocumentName = "AWS-RunShellScript", InstanceIds = new[] { node }, Parameters = new { commands = new[] { script } } });
        return Text(sent.Body.GetProperty("Command"), "CommandId");
    }
}
