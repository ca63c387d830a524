using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Errors;
using RunCommandPS.Sending;

namespace RunCommandPS.Core.Tests.Sending;

public sealed class LostAnswersTests : IDisposable
{
    // The service's clock is far ahead, so that whoever forgets it finds nothing.
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(4);

    private readonly FakeTimeProvider _time = new();
    private readonly RecordingObserver _observer = new();
    private readonly List<(CommandQuery Query, TimeSpan At)> _looks = [];
    private readonly SentCommands _sent = new();
    private readonly DateTimeOffset _start;
    private readonly FakeService _service;
    private Func<IReadOnlyList<Command>> _list = () => [];
    private Func<SendCommandRequest, CancellationToken, Task<Command>> _send;

    public LostAnswersTests()
    {
        _start = _time.GetUtcNow();
        _send = (request, _) => throw Lost(request);
        _service = new FakeService
        {
            ClockOffset = Ahead,
            Send = (request, token) => _send(request, token),
            CommandsOf = (query, token) =>
            {
                Assert.Null(token);
                _looks.Add((query, _time.GetUtcNow() - _start));
                return new Page<Command>(_list(), "more");
            },
        };
    }

    private static SendCommandRequest Request => new()
    {
        DocumentName = "AWS-RunShellScript",
        InstanceIds = NodeIds.Many(2),
        Parameters = new Dictionary<string, IReadOnlyList<string>> { ["commands"] = ["uptime", "w"] },
        Comment = "check",
        OutputS3BucketName = "logs",
    };

    private Command Accepted => new()
    {
        CommandId = "c-1",
        DocumentName = "AWS-RunShellScript",
        DocumentVersion = "$DEFAULT",
        InstanceIds = [NodeIds.Numbered(1), NodeIds.Numbered(0)],
        Parameters = new Dictionary<string, IReadOnlyList<string>> { ["commands"] = ["uptime", "w"] },
        Comment = "check",
        MaxConcurrency = "50",
        MaxErrors = "0",
        TimeoutSeconds = 3600,
        OutputS3BucketName = "logs",
        OutputS3Region = "us-east-1",
        RequestedDateTime = _start + Ahead,
    };

    [Fact]
    public async Task The_command_is_found_and_reported_as_if_it_had_been_answered()
    {
        _list = () => [Accepted];

        await SendAsync(Request);

        Assert.Equal(["c-1"], _observer.Found);
        Assert.Equal("c-1", Assert.Single(_observer.Sent).Command.CommandId);
        Assert.Empty(_observer.Failed);
        Assert.Equal(1, _service.Sends);
        Assert.Equal(
            new CommandQuery { InstanceId = NodeIds.Numbered(0), InvokedAfter = _start + Ahead - TimeSpan.FromSeconds(1) },
            Assert.Single(_looks).Query);
    }

    [Fact]
    public async Task A_parameter_without_values_is_none()
    {
        _list = () => [Accepted];

        await SendAsync(Request with
        {
            Parameters = new Dictionary<string, IReadOnlyList<string>> { ["commands"] = ["uptime", "w"], ["workingDirectory"] = [] },
        });

        Assert.Equal(["c-1"], _observer.Found);
    }

    [Fact]
    public async Task Criteria_are_looked_for_by_document()
    {
        Target[] targets = [new Target { Key = "tag:Role", Values = ["web"] }];
        _list = () => [Accepted with { InstanceIds = [], Targets = targets }];

        await SendAsync(Request with { InstanceIds = null, Targets = targets });

        Assert.Equal(["c-1"], _observer.Found);
        Assert.Equal(
            new CommandQuery { DocumentName = "AWS-RunShellScript", InvokedAfter = _start + Ahead - TimeSpan.FromSeconds(1) },
            Assert.Single(_looks).Query);
    }

    [Fact]
    public async Task What_is_not_visible_yet_is_looked_for_again_and_again_for_15_seconds()
    {
        await SendAsync(Request);

        var error = Assert.IsType<ConnectionLostException>(Assert.Single(_observer.Failed).Error);
        Assert.True(error.MayHaveRun);
        Assert.Equal(Lost(Request).Message, error.Message);
        Assert.Equal([0, 0.25, 0.75, 1.75, 3.75, 5.75, 7.75, 9.75, 11.75, 13.75, 15], _looks.Select(look => look.At.TotalSeconds));
        Assert.Equal(LostAnswers.SearchTime, _time.GetUtcNow() - _start);
    }

    [Fact]
    public async Task A_command_that_comes_to_light_late_is_found()
    {
        _list = () => _looks.Count < 7 ? [] : [Accepted];

        await SendAsync(Request);

        Assert.Equal(["c-1"], _observer.Found);
    }

    [Fact]
    public async Task A_clock_that_only_the_search_tells_of_is_heeded()
    {
        _service.ClockOffset = TimeSpan.Zero;
        _list = () =>
        {
            _service.ClockOffset = Ahead;
            return [Accepted];
        };

        await SendAsync(Request);

        Assert.Equal(["c-1"], _observer.Found);
    }

    public static TheoryData<string> Differences =>
    [
        "Document", "Version", "Node", "Parameter", "FurtherParameter", "Comment", "TimeOut", "Concurrency", "Errors", "Bucket", "Prefix",
        "Role", "Topic", "Log", "Alarm", "Before", "After", "Undated",
    ];

    [Theory]
    [MemberData(nameof(Differences))]
    public async Task A_command_that_differs_is_not_taken(string difference)
    {
        _list = () =>
        [
            difference switch
            {
                "Document" => Accepted with { DocumentName = "RunShellScript" },
                "Version" => Accepted with { DocumentVersion = "3" },
                "Node" => Accepted with { InstanceIds = NodeIds.Many(3) },
                "Parameter" => Accepted with { Parameters = new Dictionary<string, IReadOnlyList<string>> { ["commands"] = ["uptime"] } },
                "FurtherParameter" => Accepted with
                {
                    Parameters = new Dictionary<string, IReadOnlyList<string>>
                    {
                        ["commands"] = ["uptime", "w"],
                        ["workingDirectory"] = ["/"],
                    },
                },
                "Comment" => Accepted with { Comment = "" },
                "TimeOut" => Accepted with { TimeoutSeconds = 30 },
                "Concurrency" => Accepted with { MaxConcurrency = "10" },
                "Errors" => Accepted with { MaxErrors = "1" },
                "Bucket" => Accepted with { OutputS3BucketName = "" },
                "Prefix" => Accepted with { OutputS3KeyPrefix = "p" },
                "Role" => Accepted with { ServiceRole = "r" },
                "Topic" => Accepted with { NotificationConfig = new NotificationConfig { NotificationArn = "arn" } },
                "Log" => Accepted with { CloudWatchOutputConfig = new CloudWatchOutputConfig { CloudWatchOutputEnabled = true } },
                "Alarm" => Accepted with { AlarmConfiguration = new AlarmConfiguration { Alarms = [new Alarm { Name = "a" }] } },
                "Before" => Accepted with { RequestedDateTime = _start + Ahead - TimeSpan.FromSeconds(1.001) },
                "After" => Accepted with { RequestedDateTime = _start + Ahead + TimeSpan.FromSeconds(1.001) },
                _ => Accepted with { RequestedDateTime = null },
            },
        ];

        await SendAsync(Request);

        Assert.Empty(_observer.Found);
        Assert.Single(_observer.Failed);
    }

    [Theory]
    [InlineData("i-other [rollout k3f9/7]", true)]
    [InlineData("check [rollout k3f9/8]", false)]
    [InlineData("check [rollout k3f8/7]", false)]
    [InlineData("check", false)]
    public async Task Only_the_marker_decides_where_there_is_one(string comment, bool isFound)
    {
        _list = () => [Accepted with { Comment = comment, RequestedDateTime = null, DocumentVersion = "3" }];

        await SendAsync(Request with { Comment = RolloutMarker.Of("k3f9", 7).AddTo("check") });

        Assert.Equal(isFound, _observer.Found.Count == 1);
    }

    [Fact]
    public async Task Of_two_that_fit_neither_is_taken_and_both_are_named()
    {
        _list = () => [Accepted, Accepted with { CommandId = "c-2" }];

        await SendAsync(Request);

        var error = Assert.IsType<ConnectionLostException>(Assert.Single(_observer.Failed).Error);
        Assert.True(error.MayHaveRun);
        Assert.EndsWith(
            "2 commands could be the one that was sent, and nothing distinguishes them: c-1, c-2.",
            error.Message,
            StringComparison.Ordinal);
        Assert.Equal("Look at c-1, c-2 with Get-RunCommandInvocation before sending it again.", error.Recommendation);
        Assert.Single(_looks);
    }

    [Fact]
    public async Task A_command_that_was_answered_to_another_request_of_the_session_is_not_taken()
    {
        _send = (_, _) => Task.FromResult(Accepted);
        await SendAsync(Request);
        _send = (request, _) => throw Lost(request);
        _list = () => [Accepted, Accepted with { CommandId = "c-2" }];

        await SendAsync(Request);

        Assert.Equal(["c-2"], _observer.Found);
    }

    [Fact]
    public async Task A_command_that_was_found_once_is_not_found_for_another_request()
    {
        _list = () => [Accepted];

        await SendAsync(Request);
        await SendAsync(Request);

        Assert.Equal((1, 1), (_observer.Found.Count, _observer.Failed.Count));
    }

    [Fact]
    public async Task What_may_belong_to_a_request_on_its_way_is_not_taken_before_that_is_answered()
    {
        var answer = new TaskCompletionSource<Command>();
        _send = (_, _) => answer.Task;
        var other = Sender().SendAsync(Stream(Request), TestContext.Current.CancellationToken);
        _send = (request, _) => throw Lost(request);
        _list = () => _looks.Count < 4 ? [Accepted] : [Accepted, Accepted with { CommandId = "c-2" }];
        var sending = Sender().SendAsync(Stream(Request), TestContext.Current.CancellationToken);

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(_observer.Found);
        answer.SetResult(Accepted);
        await other;
        await AdvanceAsync(sending);

        Assert.Equal(["c-2"], _observer.Found);
    }

    [Fact]
    public async Task Without_permission_to_look_the_error_says_which_one_is_missing()
    {
        _list = () => throw _service.Error(ErrorCode.AccessDeniedException);

        await SendAsync(Request);

        var error = Assert.IsType<ConnectionLostException>(Assert.Single(_observer.Failed).Error);
        Assert.True(error.MayHaveRun);
        Assert.StartsWith(Lost(Request).Message, error.Message, StringComparison.Ordinal);
        Assert.Contains("ssm:ListCommands", error.Message, StringComparison.Ordinal);
        Assert.Single(_looks);
    }

    [Fact]
    public async Task An_error_of_the_service_keeps_its_type_and_what_the_service_said_of_it()
    {
        _send = (request, _) => throw ErrorCatalog.FromService(
            ErrorCode.InternalServerError, "oh", 500, "r-1", new ErrorContext("SendCommand", _service.Origin) { Request = request }, null);
        _list = () => [Accepted, Accepted with { CommandId = "c-2" }];

        await SendAsync(Request);

        var error = Assert.IsType<InternalServerErrorException>(Assert.Single(_observer.Failed).Error);
        Assert.Equal(("oh", 500, "r-1", true), (error.ServiceMessage, error.HttpStatusCode, error.RequestId, error.MayHaveRun));
    }

    [Theory]
    [InlineData(ErrorCode.ThrottlingException, 400)]
    [InlineData(ErrorCode.InternalServerError, 500)]
    [InlineData("TemporaryRedirect", 307)]
    public async Task A_look_that_fails_in_passing_is_repeated(string code, int status)
    {
        var context = new ErrorContext("ListCommands", _service.Origin);
        _list = () => _looks.Count < 3 ? throw ErrorCatalog.FromService(code, "", status, "", context, null) : [Accepted];

        await SendAsync(Request);

        Assert.Equal(["c-1"], _observer.Found);
    }

    [Fact]
    public async Task A_look_that_fails_for_good_ends_the_search()
    {
        _list = () => throw _service.Error(ErrorCode.UnknownOperationException);

        await SendAsync(Request);

        Assert.Equal(Lost(Request).Message, Assert.Single(_observer.Failed).Error.Message);
        Assert.Single(_looks);
    }

    [Fact]
    public async Task Throttled_looks_of_several_requests_share_one_pace()
    {
        var last = TimeSpan.FromSeconds(-1);
        _list = () =>
        {
            var now = _time.GetUtcNow() - _start;
            var isThrottled = now - last < TimeSpan.FromSeconds(0.5);
            last = isThrottled ? last : now;
            return isThrottled ? throw _service.Error(ErrorCode.ThrottlingException) : [];
        };
        var requests = Enumerable.Range(0, 20).Select(number => Request with { InstanceIds = [NodeIds.Numbered(number)] }).ToArray();

        await AdvanceAsync(Sender(throttleLimit: 20).SendAsync(Stream(requests), TestContext.Current.CancellationToken));

        // Left to themselves they would look 200 times; two a second are taken.
        Assert.InRange(_looks.Count, 20, 60);
        Assert.Equal(20, _observer.Failed.Count);
    }

    [Fact]
    public async Task A_stop_ends_the_search_within_its_grace()
    {
        using var stop = new CancellationTokenSource();
        var sending = Sender().SendAsync(Stream(Request, Request), stop.Token);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(sending.IsCompleted);

        await stop.CancelAsync();
        _time.Advance(CommandSender.StopGrace);

        await sending.WaitAsync(TestContext.Current.CancellationToken);
        Assert.All(_observer.Failed, failure => Assert.Equal(Lost(Request).Message, failure.Error.Message));
        Assert.Equal(2, _observer.Failed.Count);
    }

    [Fact]
    public async Task A_look_that_is_not_answered_ends_with_the_search()
    {
        var service = new FakeService
        {
            Send = (request, _) => throw Lost(request),
            BeforeCommands = token => Task.Delay(Timeout.InfiniteTimeSpan, token),
        };
        var sender = new CommandSender(() => service, new SendOptions(1, false), _observer, _time);

        await AdvanceAsync(sender.SendAsync(Stream(Request), TestContext.Current.CancellationToken));

        Assert.True(Assert.Single(_observer.Failed).Error.MayHaveRun);
        Assert.Equal(LostAnswers.LongestSearch, _time.GetUtcNow() - _start);
    }

    public void Dispose() => _service.Dispose();

    private ConnectionLostException Lost(SendCommandRequest request) => ConnectionErrors.Lost(
        new ErrorContext("SendCommand", _service.Origin) { Request = request, StartedAt = _start }, new IOException("gone"));

    private CommandSender Sender(int throttleLimit = 2) =>
        new(() => _service, new SendOptions(throttleLimit, false) { Sent = _sent }, _observer, _time);

    private Task SendAsync(SendCommandRequest request) =>
        AdvanceAsync(Sender().SendAsync(Stream(request), TestContext.Current.CancellationToken));

    private async Task AdvanceAsync(Task sending)
    {
        for (var end = _time.GetUtcNow() + LostAnswers.LongestSearch; _time.GetUtcNow() < end && !sending.IsCompleted;)
        {
            _time.Advance(TimeSpan.FromSeconds(0.05));
        }

        // What ends by a cancellation ends on another thread.
        await sending.WaitAsync(TestContext.Current.CancellationToken);
    }

    private static IAsyncEnumerable<SendCommandRequest> Stream(params SendCommandRequest[] requests) => requests.ToAsyncEnumerable();
}
