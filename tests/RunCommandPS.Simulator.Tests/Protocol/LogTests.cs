using System.Net;
using System.Text.Json;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>DescribeLogStreams, GetLogEvents and FilterLogEvents.</summary>
public sealed class LogTests : IDisposable
{
    private const string Group = "my-group";
    private const string First = "i-0000000000000000a";
    private const string Second = "i-0000000000000000b";
    private const string Large = "i-0000000000000000c";

    // Seven events of up to 200,000 bytes, of which five are 1 MB.
    private static readonly string LargeOutput = new('x', 1_300_000);

    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(new SimulatorOptions
    {
        Nodes = [new() { InstanceId = First }, new() { InstanceId = Second }, new() { InstanceId = Large }],
        IsTimeStepped = true,
        Answers =
        [
            new() { Node = First, StandardOutput = "all is well", StandardError = "a warning: 3 left" },
            new() { Node = Second, StandardOutput = "ERROR all is lost" },
            new() { Node = Large, StandardOutput = LargeOutput },
        ],
    });

    private readonly SimulatorClient _client;

    public LogTests() => _client = new SimulatorClient(_simulator);

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    [Fact]
    public async Task Streams_are_told_of_by_name_or_time_and_in_pages()
    {
        var first = await RunAsync(First);
        var second = await RunAsync(Second);
        string[] byName =
        [
            .. new[] { Stream(first, First, "stderr"), Stream(first, First, "stdout"), Stream(second, Second, "stdout") }
                .Order(StringComparer.Ordinal),
        ];

        Assert.Equal(byName, await StreamsAsync(new { logGroupName = Group }));
        Assert.Equal(byName.Reverse(), await StreamsAsync(new { logGroupName = Group, descending = true }));
        Assert.Equal(byName, await StreamsAsync(new { logGroupIdentifier = "arn:aws:logs:us-east-1:111122223333:log-group:my-group" }));
        Assert.Equal(
            [Stream(second, Second, "stdout")], await StreamsAsync(new { logGroupName = Group, logStreamNamePrefix = second }));
        Assert.Equal(
            [Stream(first, First, "stderr"), Stream(first, First, "stdout"), Stream(second, Second, "stdout")],
            await StreamsAsync(new { logGroupName = Group, orderBy = "LastEventTime" }));

        foreach (var order in new[] { "LogStreamName", "LastEventTime" })
        {
            var whole = await StreamsAsync(new { logGroupName = Group, orderBy = order, descending = true });
            var one = (await _client.CallLogsAsync(
                "DescribeLogStreams", new { logGroupName = Group, orderBy = order, descending = true, limit = 2 })).Body;
            var rest = (await _client.CallLogsAsync("DescribeLogStreams", new
            {
                logGroupName = Group,
                orderBy = order,
                descending = true,
                limit = 2,
                nextToken = Text(one, "nextToken"),
            })).Body;
            Assert.Equal(whole, Names(one).Concat(Names(rest)));
            Assert.False(rest.TryGetProperty("nextToken", out _));
        }
    }

    [Fact]
    public async Task A_stream_is_described()
    {
        var id = await RunAsync(Second);

        var stream = (await _client.CallLogsAsync("DescribeLogStreams", new { logGroupName = Group })).Body.GetProperty("logStreams")[0];

        var time = _simulator.LogStreams[0].Events[0].Time.ToUnixTimeMilliseconds();
        Assert.Equal(
            (time, time, time, 0),
            (stream.GetProperty("creationTime").GetInt64(), stream.GetProperty("firstEventTimestamp").GetInt64(),
                stream.GetProperty("lastEventTimestamp").GetInt64(), stream.GetProperty("storedBytes").GetInt64()));
        Assert.Equal(
            $"arn:aws:logs:us-east-1:111122223333:log-group:{Group}:log-stream:{Stream(id, Second, "stdout")}", Text(stream, "arn"));
    }

    [Fact]
    public async Task Events_are_read_from_the_end_or_the_head_and_on_in_both_directions()
    {
        var name = Stream(await RunAsync(Large), Large, "stdout");

        // Five events of 200,000 bytes are all that a reply holds.
        var newest = await EventsAsync(new { logGroupName = Group, logStreamName = name });
        Assert.Equal([200_000, 200_000, 200_000, 200_000, 100_000], Lengths(newest));
        var older = await EventsAsync(new { logGroupName = Group, logStreamName = name, nextToken = Text(newest, "nextBackwardToken") });
        Assert.Equal([200_000, 200_000], Lengths(older));
        var none = await EventsAsync(new { logGroupName = Group, logStreamName = name, nextToken = Text(older, "nextBackwardToken") });
        Assert.Equal(
            ([], Text(older, "nextBackwardToken")), (Lengths(none).ToArray(), Text(none, "nextBackwardToken")));

        var head = await EventsAsync(new { logGroupName = Group, logStreamName = name, startFromHead = true, limit = 6 });
        Assert.Equal(5, Lengths(head).Count());
        var rest = await EventsAsync(new { logGroupName = Group, logStreamName = name, nextToken = Text(head, "nextForwardToken") });
        Assert.Equal([200_000, 100_000], Lengths(rest));
        var end = await EventsAsync(new { logGroupName = Group, logStreamName = name, nextToken = Text(rest, "nextForwardToken") });
        Assert.Equal(
            (Array.Empty<int>(), Text(rest, "nextForwardToken")), (Lengths(end).ToArray(), Text(end, "nextForwardToken")));

        var one = await EventsAsync(new { logGroupName = Group, logStreamName = name, limit = 1 });
        Assert.Equal([100_000], Lengths(one));
        Assert.NotEqual(Text(one, "nextForwardToken"), Text(one, "nextBackwardToken"));
    }

    [Fact]
    public async Task Times_bound_events()
    {
        var name = Stream(await RunAsync(Second), Second, "stdout");
        var time = _simulator.LogStreams[0].Events[0].Time.ToUnixTimeMilliseconds();

        async Task<int> CountAsync(object more) =>
            Lengths(await EventsAsync(more)).Count();

        Assert.Equal(1, await CountAsync(new { logGroupName = Group, logStreamName = name, startTime = time, endTime = time + 1 }));
        Assert.Equal(0, await CountAsync(new { logGroupName = Group, logStreamName = name, startTime = time + 1 }));
        Assert.Equal(0, await CountAsync(new { logGroupName = Group, logStreamName = name, endTime = time }));
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("all", 2)]
    [InlineData("all well", 1)]
    [InlineData("\"all is lost\"", 1)]
    [InlineData("\"warning: 3\" left", 1)]
    [InlineData("error", 0)]
    public async Task Events_of_a_group_are_found_by_their_terms(string pattern, int count)
    {
        await RunAsync(First);
        await RunAsync(Second);

        var found = (await _client.CallLogsAsync("FilterLogEvents", new { logGroupName = Group, filterPattern = pattern })).Body;

        Assert.Equal(count, found.GetProperty("events").GetArrayLength());
    }

    [Fact]
    public async Task Events_of_several_streams_come_by_time_and_in_pages()
    {
        var first = await RunAsync(First);
        var second = await RunAsync(Second);
        var messages = new List<string>();
        var ids = new HashSet<string>();
        string? token = null;
        do
        {
            var page = (await _client.CallLogsAsync("FilterLogEvents", new { logGroupName = Group, limit = 1, nextToken = token })).Body;
            var one = Assert.Single(page.GetProperty("events").EnumerateArray());
            messages.Add(Text(one, "message"));
            ids.Add(Text(one, "eventId"));
            token = page.TryGetProperty("nextToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);

        Assert.Equal(["a warning: 3 left", "all is well", "ERROR all is lost"], messages);
        Assert.Equal(3, ids.Count);
        Assert.All(ids, id => Assert.Matches("^[0-9]{56}$", id));

        async Task<IEnumerable<string>> FilterAsync(object body) =>
            (await _client.CallLogsAsync("FilterLogEvents", body)).Body.GetProperty("events").EnumerateArray()
                .Select(one => Text(one, "logStreamName"));

        Assert.Equal([Stream(second, Second, "stdout")], await FilterAsync(new { logGroupName = Group, logStreamNamePrefix = second }));
        Assert.Equal(
            [Stream(first, First, "stdout")],
            await FilterAsync(new { logGroupName = Group, logStreamNames = new[] { Stream(first, First, "stdout") } }));
    }

    [Theory]
    [InlineData(
        "DescribeLogStreams", """{ "logGroupName": "none" }""", "ResourceNotFoundException", "The specified log group does not exist.")]
    [InlineData("DescribeLogStreams", "{}", "InvalidParameterException", "logGroupName")]
    [InlineData("DescribeLogStreams", """{ "logGroupName": "a", "logGroupIdentifier": "a" }""", "InvalidParameterException", "either")]
    [InlineData("DescribeLogStreams", """{ "logGroupName": "a b" }""", "InvalidParameterException", "'logGroupName'")]
    [InlineData("DescribeLogStreams", """{ "logGroupName": "my-group", "limit": 51 }""", "InvalidParameterException", "'limit'")]
    [InlineData(
        "DescribeLogStreams",
        """{ "logGroupName": "my-group", "orderBy": "LastEventTime", "logStreamNamePrefix": "x" }""",
        "InvalidParameterException",
        "Cannot order by LastEventTime with a logStreamNamePrefix.")]
    [InlineData(
        "DescribeLogStreams", """{ "logGroupName": "my-group", "nextToken": "x" }""", "InvalidParameterException", "nextToken is invalid")]
    [InlineData("GetLogEvents", """{ "logGroupName": "my-group" }""", "InvalidParameterException", "'logStreamName'")]
    [InlineData(
        "GetLogEvents",
        """{ "logGroupName": "my-group", "logStreamName": "x" }""",
        "ResourceNotFoundException",
        "The specified log stream does not exist.")]
    [InlineData(
        "GetLogEvents",
        """{ "logGroupName": "my-group", "logStreamName": "x", "startTime": -1 }""",
        "InvalidParameterException",
        "'startTime'")]
    [InlineData(
        "GetLogEvents", """{ "logGroupName": "my-group", "logStreamName": "x", "startTime": "now" }""", "SerializationException", "long")]
    [InlineData(
        "FilterLogEvents", """{ "logGroupName": "my-group", "filterPattern": "?a ?b" }""", "InvalidParameterException", "not simulated")]
    [InlineData(
        "FilterLogEvents", """{ "logGroupName": "my-group", "filterPattern": "-a" }""", "InvalidParameterException", "not simulated")]
    [InlineData(
        "FilterLogEvents",
        """{ "logGroupName": "my-group", "filterPattern": "{ $.a = 1 }" }""",
        "InvalidParameterException",
        "not simulated")]
    [InlineData(
        "FilterLogEvents", """{ "logGroupName": "my-group", "filterPattern": "\"a" }""", "InvalidParameterException", "not simulated")]
    [InlineData(
        "FilterLogEvents",
        """{ "logGroupName": "my-group", "logStreamNames": ["x"], "logStreamNamePrefix": "y" }""",
        "InvalidParameterException",
        "either")]
    [InlineData("FilterLogEvents", """{ "logGroupName": "my-group", "logStreamNames": ["x"] }""", "ResourceNotFoundException", "stream")]
    [InlineData("PutLogEvents", "{}", "UnknownOperationException", "PutLogEvents")]
    public async Task What_is_wrong_is_a_declared_error(string operation, string body, string code, string message)
    {
        await RunAsync(Second);

        var reply = await _client.CallLogsAsync(operation, JsonDocument.Parse(body).RootElement);

        Assert.Equal((HttpStatusCode.BadRequest, code), (reply.Status, reply.ErrorCode));
        Assert.Contains(message, reply.Body.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_none_is_an_error_of_its_parameter()
    {
        var name = Stream(await RunAsync(Second), Second, "stdout");

        foreach (var token in new[] { "x", "f/x/s", "f/-1/s", "g/1/s" })
        {
            Assert.Equal(
                "InvalidParameterException",
                (await _client.CallLogsAsync(
                    "GetLogEvents", new { logGroupName = Group, logStreamName = name, nextToken = token })).ErrorCode);
        }

        // Far behind the end there is nothing.
        Assert.Empty(Lengths(await EventsAsync(new { logGroupName = Group, logStreamName = name, nextToken = "f/999999/s" })));
    }

    [Fact]
    public async Task Calls_are_recorded_signed_for_logs_and_met_by_faults_that_name_them()
    {
        await RunAsync(Second);
        await _client.CallLogsAsync("DescribeLogStreams", new { logGroupName = Group });
        Assert.Equal("DescribeLogStreams 200", _simulator.Requests[^1].ToString());

        _simulator.InjectFault(FaultKind.Throttle);
        Assert.Equal("", (await _client.CallLogsAsync("DescribeLogStreams", new { logGroupName = Group })).ErrorCode);
        _simulator.InjectFault(FaultKind.AccessDenied, "GetLogEvents");
        Assert.Equal(
            "User: arn:aws:iam::111122223333:user/operator is not authorized to perform: logs:GetLogEvents",
            (await _client.CallLogsAsync("GetLogEvents", new { logGroupName = Group, logStreamName = "x" })).Message);

        Assert.Equal(
            "InvalidSignatureException",
            (await _client.CallLogsAsync("DescribeLogStreams", new { logGroupName = Group }, "ssm")).ErrorCode);
    }

    private static string Text(JsonElement owner, string name) => owner.GetProperty(name).GetString()!;

    private static string Stream(string command, string node, string stream) => $"{command}/{node}/aws-runShellScript/{stream}";

    private static IEnumerable<string> Names(JsonElement page) =>
        page.GetProperty("logStreams").EnumerateArray().Select(stream => Text(stream, "logStreamName"));

    private static IEnumerable<int> Lengths(JsonElement page) =>
        page.GetProperty("events").EnumerateArray().Select(one => Text(one, "message").Length);

    private async Task<IEnumerable<string>> StreamsAsync(object body) =>
        Names((await _client.CallLogsAsync("DescribeLogStreams", body)).Body);

    private async Task<JsonElement> EventsAsync(object body) => (await _client.CallLogsAsync("GetLogEvents", body)).Body;

    private async Task<string> RunAsync(string node)
    {
        var sent = await _client.CallAsync("SendCommand", new
        {
            DocumentName = "AWS-RunShellScript",
            InstanceIds = new[] { node },
            Parameters = new { commands = new[] { "uptime" } },
            CloudWatchOutputConfig = new { CloudWatchLogGroupName = Group, CloudWatchOutputEnabled = true },
        });
        _simulator.Advance(TimeSpan.FromSeconds(1));
        return Text(sent.Body.GetProperty("Command"), "CommandId");
    }
}
