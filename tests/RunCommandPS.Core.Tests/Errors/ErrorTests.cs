using System.Reflection;
using RunCommandPS.Errors;
using RunCommandPS.Model;
using RunCommandPS.Rollout;

namespace RunCommandPS.Core.Tests.Errors;

/// <summary>Every code has a type, and every error says in whole sentences what is wrong and what to do.</summary>
public sealed class ErrorTests
{
    private static readonly ConnectionOrigin Origin = new("eu-west-1", new Uri("https://ssm.example.com"), ConnectionOptions.Default);

    private static readonly ErrorContext Bare = new("SendCommand", ConnectionOrigin.None);

    private static readonly ErrorContext Full = new("SendCommand", Origin)
    {
        CommandId = "the-command",
        InstanceId = "the-node",
        PluginName = "the-step",
        Request = new SendCommandRequest
        {
            DocumentName = "the-document",
            DocumentVersion = "the-version",
            OutputS3BucketName = "the-bucket",
            ServiceRoleArn = "the-role",
            NotificationConfig = new NotificationConfig { NotificationArn = "the-topic" },
        },
    };

    private static readonly OutputLocation Location = new("the-bucket", "the-key", "eu-west-1");

    // What goes wrong before the service has answered, and in what the caller gave.
    internal static readonly RunCommandException[] OwnErrors =
    [
        ConnectionErrors.NoRegion(),
        ConnectionErrors.UnknownRegion("us-eats-1", "us-east-1"),
        ConnectionErrors.UnknownRegion("moon", null),
        ConnectionErrors.UnknownProfile("here", null),
        ConnectionErrors.UnknownProfile("here", "some-file"),
        ConnectionErrors.NoCredentials(null),
        ConnectionErrors.UnusableCredentials(
            "Profile 'here' gives", new InvalidOperationException("No.\nReally no", new IOException("gone"))),
        ConnectionErrors.NoCode("arn:aws:iam::111122223333:mfa/operator"),
        ConnectionErrors.HalfInEnvironment(),
        ConnectionErrors.LoginSession("here"),
        ConnectionErrors.UntrustedContainer("nowhere"),
        ConnectionErrors.UnusableCredentials("This instance gives", new InvalidOperationException("No.")),
        ConnectionErrors.InvalidEndpoint("-EndpointUrl", "ssm"),
        ConnectionErrors.InvalidEndpoint("profile 'here'", null),
        UnexpectedErrors.Of(new InvalidOperationException("No.")),
        ConnectionErrors.Refused(Full, new IOException("refused")),
        ConnectionErrors.Lost(Full, new IOException("gone")),
        ConnectionErrors.Lost(Full with { Request = null }, new IOException("gone")),
        ConnectionErrors.Timeout(Full, new TimeoutException()),
        ConnectionErrors.Timeout(Full with { Request = null }, new TimeoutException()),
        ConnectionErrors.Unanswered(Full, new OperationCanceledException()),
        ConnectionErrors.InvalidReply(Full, 502, new IOException()),
        ConnectionErrors.InvalidReply(Full with { Request = null }, null, new IOException()),
        InputErrors.Input("That is no node.", "Give a node."),
        InputErrors.Value("That is no value.", "Give a value."),
        InputErrors.Secret("password", "SecureString"),
        WaitErrors.TimedOut("the-command", null, TimeSpan.FromSeconds(5)),
        RunErrors.NotEnded(new Command { CommandId = "the-command", Status = "InProgress", TargetCount = 3, CompletedCount = 1 }),
        WaitErrors.NeverEnded(new Command { CommandId = "the-command", Status = "InProgress", ExpiresAfter = DateTimeOffset.UnixEpoch }),
        RunErrors.NodeFailed(Result(RunStatus.Failed, 3, "no such host\nfailed to run commands: exit status 3")),
        RunErrors.NodeFailed(Result(RunStatus.TimedOut, -1, "")),
        RunErrors.NodeFailed(Result(RunStatus.TimedOut, -1, "", DetailedStatus.DeliveryTimedOut)),
        RunErrors.NodeFailed(Result(RunStatus.Failed, -1, "", DetailedStatus.InvalidPlatform)),
        RunErrors.NodeFailed(Result(RunStatus.Cancelled, -1, "", DetailedStatus.Terminated)),
        RunErrors.NodeFailed(Result(RunStatus.Cancelled, -1, "")),
        RunErrors.Unheard("the-command", ["i-1", "i-2"], 2),
        RunErrors.Unheard("the-command", [], 1),
        RolloutErrors.Halted(RolloutHalt.TooManyErrors, 7, 2, 1, "2", "Resume-RunCommandRollout k3f9"),
        RolloutErrors.Halted(RolloutHalt.NoPlaces, 1, 0, 50, null, null),
        RolloutErrors.Halted(RolloutHalt.AnswersLost, 7, 0, 3, null, null),
        RolloutErrors.Halted(RolloutHalt.RecordFailed, 7, 0, 0, null, null),
        RolloutErrors.HaltedAfterWave("Of wave 2 of 3, 1 node did not succeed", 7, 1, "Resume-RunCommandRollout k3f9"),
        RolloutErrors.HaltedAfterWave("-WaveCheck did not let wave 3 of 3 start", 7, 0, null),
        RecordErrors.Damaged("rollout.jsonl", 3),
        RecordErrors.Unreadable("rollout.jsonl", 3, new IOException("It is a new event.")),
        RecordErrors.Newer("rollout.jsonl", "9.0.0"),
        RecordErrors.Unavailable("rollout.jsonl", new IOException("There is no space left.")),
        RecordErrors.NotFound("deplpy", "deploy"),
        RecordErrors.NothingToResume(),
        RecordErrors.NoHome(),
        RecordErrors.DocumentChanged("deploy-142", "Company-Deploy"),
        RecordErrors.Running("20261125-2241-k3f9", "process 17 of ann on laptop"),
        RunErrors.NodesFailed([Result(RunStatus.Failed, 3, "").Invocation], 2, new IOException("Node i-1 failed.")),
        RunErrors.NoNodes(new Command { Targets = [new Target { Key = "tag:Role", Values = ["web"] }] }),
        RunErrors.Stopped(
            [(new Command { CommandId = "c-1" }, null), (new Command { CommandId = "c-2" }, null)], DateTimeOffset.UnixEpoch, null),
        RunErrors.Stopped([(new Command { CommandId = "c-1" }, null), (new Command { CommandId = "c-2" },
            From(ErrorCode.AccessDeniedException, Full))], DateTimeOffset.UnixEpoch, "Resume-RunCommandRollout k3f9"),
        RunErrors.LeftRunning([new Command { CommandId = "c-1" }], DateTimeOffset.UnixEpoch),
        ReadingErrors.NotInCommands(["c-1"], "i-1"),
        ReadingErrors.NotInCommands(["c-1", "c-2"], "i-1"),
        RunErrors.ObjectsTooLarge(Result(RunStatus.Failed, 1, ""), 123_456),
        RunErrors.ObjectsUnreadable(Result(RunStatus.Success, 0, "").Invocation, isTruncated: true),
        RunErrors.ObjectsUnreadable(Result(RunStatus.Success, 0, "").Invocation, isTruncated: false),
        ReportErrors.UnknownExtension("report.pdf", [".html", ".xml"]),
        ReportErrors.NothingToReport(),
        ReportErrors.NoReport("An Int32 does not name a command: specify an id, or an object with CommandId."),
        ReportErrors.OneRollout(2),
        ReportErrors.RolloutAndOthers(),
        ReportErrors.IsFolder("/tmp"),
        ReportErrors.NoFolder("/no/such/r.html"),
        ReportErrors.NoFile("env:r.html", "It belongs to the provider Environment"),
        ReportErrors.Exists("/tmp/r.html"),
        ReportErrors.ReadOnly("/tmp/r.html"),
        ReportErrors.Unwritable("/tmp/r.html", new IOException("There is no space left.")),
        OutputErrors.NotThere(Location),
        OutputErrors.NotJson(new NodeOutput { InstanceId = "the-node" }, "Line 1 has no end.", null),
        OutputErrors.NotJson(new NodeOutput { InstanceId = "the-node", StandardOutputTruncated = true }, "Line 1 has no end.", null),
        FromStore("AccessDenied", 403),
        FromStore("NoSuchBucket", 404),
        FromStore("SlowDown", 503),
        FromStore("InvalidObjectState", 403, "It is archived."),
    ];

    private static NodeResult Result(string status, int code, string error, string? details = null) => new()
    {
        Invocation = new CommandInvocation
        {
            InstanceId = "i-1",
            InstanceName = "web01",
            Status = status,
            StatusDetails = details ?? status,
            Steps = [new CommandStep { Status = status, ResponseCode = code }],
        },
        Outputs = [new NodeOutput { StandardError = error }],
    };

    private static RunCommandException FromStore(string code, int status, string message = "") =>
        OutputErrors.FromStore(code, message, status, "id", Location, Full with { Request = null }, new IOException());


    private static string[] AllCodes =>
        [.. typeof(ErrorCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(code => (string)code.GetValue(null)!)];

    public static TheoryData<string> ServiceCodes =>
        [.. AllCodes.Except(OwnErrors.Select(error => error.Code)).Except([ErrorCode.UnexpectedError])
            .Append(ErrorCode.InvocationDoesNotExist)];

    [Theory]
    [InlineData("SendCommand", "A node can't receive commands")]
    [InlineData("CancelCommand", "The command was not sent to one of these nodes")]
    [InlineData("DescribeInstanceInformation", "A value specified as a node id is not one.")]
    public void What_a_bad_node_means_depends_on_what_was_asked(string operation, string message) => Assert.StartsWith(
        message, ErrorCatalog.FromService(
            ErrorCode.InvalidInstanceId, "", 400, "id", new ErrorContext(operation, ConnectionOrigin.None), null).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Every_code_of_the_service_is_in_the_table_and_no_other() =>
        Assert.Equal(ServiceCodes.Select(row => row.Data).Order(), ErrorCatalog.Codes.Order());

    [Fact]
    public void Every_exception_belongs_to_one_code()
    {
        var errors = ErrorCatalog.Codes.Select(code => From(code, Full)).Concat(OwnErrors).ToList();

        Assert.All(errors.GroupBy(error => error.GetType()), type => Assert.Single(type.Select(error => error.Code).Distinct()));
        Assert.Equal(
            typeof(RunCommandException).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(RunCommandException)))
                .Select(type => type.Name).Order(),
            errors.Select(error => error.GetType().Name).Distinct().Order());
        Assert.All(errors, error => Assert.True(error.GetType().IsSealed && error.GetType().IsPublic));
    }

    [Theory]
    [MemberData(nameof(ServiceCodes))]
    public void An_error_of_the_service_is_told_in_whole_sentences(string code)
    {
        foreach (var context in new[] { Full, Full with { Request = null }, Bare, Bare with { Request = new SendCommandRequest() } })
        {
            AssertReadable(From(code, context));
            AssertReadable(From(code, context, "It is so."));
        }

        Assert.Equal(code, From(code, Full).Code);
        Assert.NotEqual(ErrorKind.NotSpecified, From(code, Full).Kind);
    }

    [Fact]
    public void An_error_of_this_module_is_told_in_whole_sentences() => Assert.All(OwnErrors, AssertReadable);

    [Fact]
    public void Names_that_are_known_are_named()
    {
        Assert.Equal("Document 'the-document' has no version 'the-version'.", From(ErrorCode.InvalidDocumentVersion, Full).Message);
        Assert.Equal("Document has no such version.", From(ErrorCode.InvalidDocumentVersion, Bare).Message);
        Assert.Contains("topic 'the-topic'", From(ErrorCode.InvalidNotificationConfig, Full).Message, StringComparison.Ordinal);
        Assert.Equal("The S3 bucket 'the-bucket' does not exist.", From(ErrorCode.InvalidOutputFolder, Full).Message);
        Assert.Contains("'the-role'", From(ErrorCode.InvalidRole, Full).Message, StringComparison.Ordinal);
        Assert.Equal("There is no command 'the-command' in eu-west-1.", From(ErrorCode.InvalidCommandId, Full).Message);
        Assert.Equal("Command 'the-command' has no step 'the-step'.", From(ErrorCode.InvalidPluginName, Full).Message);
        Assert.StartsWith(
            "Command 'the-command' has no invocation on node 'the-node'",
            From(ErrorCode.InvocationDoesNotExist, Full).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_code_nobody_has_heard_of_keeps_its_name()
    {
        var error = ErrorCatalog.FromService("Unheard", "It is so.", 418, "id", Full, null);

        Assert.Equal(typeof(RunCommandException), error.GetType());
        Assert.Equal(
            ("Unheard", "It is so.", 418, "id", ErrorKind.NotSpecified),
            (error.Code, error.ServiceMessage, error.HttpStatusCode, error.RequestId, error.Kind));
        Assert.False(error.IsRetryable);
        Assert.True(error.MayHaveRun);
        AssertReadable(error);
    }

    [Theory]
    [InlineData(ErrorCode.InternalServerError)]
    [InlineData("Unheard")]
    public void Only_a_send_may_have_run(string code)
    {
        var send = ErrorCatalog.FromService(code, "", 500, "", Full, null);
        var read = ErrorCatalog.FromService(code, "", 500, "", Full with { Request = null }, null);

        Assert.True(send.IsRetryable && read.IsRetryable);
        Assert.True(send.MayHaveRun);
        Assert.False(read.MayHaveRun);
        Assert.StartsWith(ErrorContext.CheckFirst, send.Recommendation, StringComparison.Ordinal);
        Assert.StartsWith("Try again.", read.Recommendation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Throttling", ErrorCode.ThrottlingException)]
    [InlineData("ThrottledException", ErrorCode.ThrottlingException)]
    [InlineData("TooManyRequestsException", ErrorCode.ThrottlingException)]
    [InlineData("RequestLimitExceeded", ErrorCode.ThrottlingException)]
    [InlineData("AccessDenied", ErrorCode.AccessDeniedException)]
    [InlineData("ExpiredToken", ErrorCode.ExpiredTokenException)]
    [InlineData("InvalidClientTokenId", ErrorCode.UnrecognizedClientException)]
    [InlineData("SignatureDoesNotMatch", ErrorCode.InvalidSignatureException)]
    [InlineData("InternalFailure", ErrorCode.InternalServerError)]
    public void An_alias_is_the_code_it_stands_for(string alias, string code)
    {
        var error = From(alias, Full);

        Assert.Equal(code, error.Code);
        Assert.Equal(From(code, Full).GetType(), error.GetType());
    }

    [Fact]
    public void A_signature_for_another_region_is_no_matter_of_the_key()
    {
        var error = From("SignatureDoesNotMatch", Full, "Credential should be scoped to a valid region, not 'eu-west-1'.");

        Assert.Equal(ErrorCode.InvalidSignatureException, error.Code);
        Assert.IsType<InvalidSignatureException>(error);
        Assert.StartsWith("The request was signed for another Region than the endpoint", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Check -Region, -EndpointUrl", error.Recommendation, StringComparison.Ordinal);
        Assert.DoesNotContain("clock", error.Message + error.Recommendation, StringComparison.Ordinal);
        AssertReadable(error);
    }

    private static RunCommandException From(string code, ErrorContext context, string message = "") =>
        ErrorCatalog.FromService(code, message, 400, "", context, null);

    private static void AssertReadable(RunCommandException error)
    {
        foreach (var text in new[] { error.Message, error.Recommendation })
        {
            Assert.Matches(@"^([A-Z'$-]|https:).*[.?]$", text);
            Assert.DoesNotContain("''", text, StringComparison.Ordinal);
            Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
            Assert.DoesNotContain(" .", text, StringComparison.Ordinal);
            Assert.DoesNotContain("..", text, StringComparison.Ordinal);
        }
    }
}
