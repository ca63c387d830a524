using System.Net;
using System.Text.Json.Nodes;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>The errors of SendCommand, each from what causes it.</summary>
public sealed class DocumentedErrorTests : IDisposable
{
    private const string WrongParameters = "Parameters provided in document are invalid or not supported.";

    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(new SimulatorOptions
    {
        Nodes =
        [
            new() { Name = "good" },
            new() { Name = "windows", PlatformType = "Windows" },
            new() { Name = "terminated", State = NodeState.Terminated },
            new() { Name = "shutting-down", State = NodeState.ShuttingDown },
            new() { Name = "agent-down", IsAgentRunning = false },
            new() { Name = "unregistered", IsRegistered = false },
            new() { Name = "stopped", State = NodeState.Stopped },
            new() { Name = "silent", PingStatus = "ConnectionLost" },
        ],
    });

    private readonly SimulatorClient _client;

    public DocumentedErrorTests() => _client = new SimulatorClient(_simulator);

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    [Fact]
    public Task The_same_node_twice_is_DuplicateInstanceId() =>
        RefusedAsync("DuplicateInstanceId", request => request["InstanceIds"] = new JsonArray(Id("good"), Id("good")), Id("good"));

    [Fact]
    public Task The_same_node_twice_in_a_target_is_DuplicateInstanceId() =>
        RefusedAsync(
            "DuplicateInstanceId",
            request =>
            {
                request.Remove("InstanceIds");
                request["Targets"] = new JsonArray(
                    new JsonObject { ["Key"] = "InstanceIds", ["Values"] = new JsonArray(Id("good"), Id("windows"), Id("good")) });
            },
            Id("good"));

    [Fact]
    public Task An_unknown_document_is_InvalidDocument_without_a_message() =>
        RefusedAsync("InvalidDocument", request => request["DocumentName"] = "No-SuchDocument", "");

    [Fact]
    public Task A_document_of_another_account_is_InvalidDocument() =>
        RefusedAsync(
            "InvalidDocument", request => request["DocumentName"] = "arn:aws:ssm:us-east-1:444455556666:document/AWS-RunShellScript", "");

    [Fact]
    public Task A_hash_of_another_text_is_InvalidDocument() =>
        RefusedAsync(
            "InvalidDocument", request => (request["DocumentHash"], request["DocumentHashType"]) = (new string('0', 64), "Sha256"), "hash");

    [Fact]
    public Task An_unknown_version_is_InvalidDocumentVersion_without_a_message() =>
        RefusedAsync("InvalidDocumentVersion", request => request["DocumentVersion"] = "99", "");

    [Theory]
    [InlineData("terminated")]
    [InlineData("shutting-down")]
    [InlineData("agent-down")]
    [InlineData("unregistered")]
    [InlineData("stopped")]
    public Task A_node_that_can_not_take_commands_is_InvalidInstanceId(string name) =>
        RefusedAsync(
            "InvalidInstanceId",
            request => request["InstanceIds"] = new JsonArray(Id("good"), Id(name)),
            "Instances not in a valid state for account");

    [Theory]
    [InlineData("topic")]
    [InlineData("arn:aws:sqs:us-east-1:111122223333:my-us-east-1-notification-arn")]
    [InlineData("arn:aws:sns:us-east-1:111122223333:other")]
    [InlineData("")]
    public Task A_bad_or_unknown_topic_is_InvalidNotificationConfig(string arn) =>
        RefusedAsync(
            "InvalidNotificationConfig",
            request => request["NotificationConfig"] = new JsonObject { ["NotificationArn"] = arn, ["NotificationType"] = "Command" },
            "topic");

    [Fact]
    public Task An_unknown_bucket_is_InvalidOutputFolder() =>
        RefusedAsync("InvalidOutputFolder", request => request["OutputS3BucketName"] = "no-such-bucket", "no-such-bucket");

    [Fact]
    public Task A_missing_required_parameter_is_InvalidParameters() =>
        RefusedAsync("InvalidParameters", request => request.Remove("Parameters"), WrongParameters);

    [Fact]
    public Task An_unknown_parameter_is_InvalidParameters() =>
        RefusedAsync("InvalidParameters", request => request["Parameters"]!["command"] = new JsonArray("x"), WrongParameters);

    [Fact]
    public Task A_value_outside_the_allowed_pattern_is_InvalidParameters() =>
        RefusedAsync("InvalidParameters", request => request["Parameters"]!["executionTimeout"] = new JsonArray("soon"), WrongParameters);

    [Fact]
    public Task A_value_outside_the_allowed_values_is_InvalidParameters() =>
        RefusedAsync(
            "InvalidParameters",
            request => (request["DocumentName"], request["Parameters"]) = ("AWS-UpdateSSMAgent",
                new JsonObject { ["allowDowngrade"] = new JsonArray("maybe") }),
            WrongParameters);

    [Theory]
    [InlineData("role")]
    [InlineData("arn:aws:iam::111122223333:role/other")]
    [InlineData("arn:aws:iam::111122223333:user/my-SNS-notifications-role")]
    public Task A_bad_or_unknown_role_is_InvalidRole(string role) =>
        RefusedAsync("InvalidRole", request => request["ServiceRoleArn"] = role, role);

    [Fact]
    public Task A_document_with_parameters_over_100_000_bytes_is_MaxDocumentSizeExceeded() =>
        RefusedAsync(
            "MaxDocumentSizeExceeded", request => request["Parameters"]!["commands"] = new JsonArray(new string('x', 100_000)), "97 KB");

    [Fact]
    public async Task Ninety_thousand_characters_of_commands_pass()
    {
        var request = Request();
        request["Parameters"]!["commands"] = new JsonArray(new string('x', 90_000));

        Assert.Equal("", (await _client.CallAsync("SendCommand", request.ToJsonString())).ErrorCode);
    }

    [Fact]
    public Task A_document_for_another_platform_is_UnsupportedPlatformType_and_names_node_and_platform() =>
        RefusedAsync(
            "UnsupportedPlatformType",
            request => request["InstanceIds"] = new JsonArray(Id("good"), Id("windows")),
            $"Cannot perform operation for instance id {Id("windows")} of platform type Windows");

    [Fact]
    public async Task A_server_error_is_InternalServerError_with_500()
    {
        _simulator.InjectFault(new(FaultKind.InternalServerError));

        var reply = await _client.CallAsync("SendCommand", Request().ToJsonString());

        Assert.Equal((HttpStatusCode.InternalServerError, "InternalServerError"), (reply.Status, reply.ErrorCode));
        Assert.Empty(_simulator.RunsPerNode);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public Task Exactly_one_of_InstanceIds_and_Targets_must_be_given(bool hasIds, bool hasTargets) => RefusedAsync(
        "ValidationException",
        request =>
        {
            request["InstanceIds"] = hasIds ? new JsonArray(Id("good")) : new JsonArray();
            request["Targets"] = hasTargets ? new JsonArray(new JsonObject { ["Key"] = "tag:a", ["Values"] = new JsonArray("b") }) : null;
        },
        "InstanceIds");

    [Fact]
    public async Task What_exists_is_accepted_and_told_back()
    {
        var request = Request();
        request["InstanceIds"] = new JsonArray(Id("good"), Id("silent"));
        request["DocumentName"] = "arn:aws:ssm:us-east-1::document/AWS-RunShellScript";
        request["DocumentVersion"] = "$LATEST";
        request["OutputS3BucketName"] = "amzn-s3-demo-bucket";
        request["ServiceRoleArn"] = "arn:aws:iam::111122223333:role/my-SNS-notifications-role";
        request["NotificationConfig"] = new JsonObject
        {
            ["NotificationArn"] = "arn:aws:sns:us-east-1:111122223333:my-us-east-1-notification-arn",
            ["NotificationEvents"] = new JsonArray("Failed", "Success"),
            ["NotificationType"] = "Command",
        };

        var reply = await _client.CallAsync("SendCommand", request.ToJsonString());

        Assert.Equal("", reply.ErrorCode);
        var command = reply.Body.GetProperty("Command");
        Assert.Equal("$LATEST", command.GetProperty("DocumentVersion").GetString());
        Assert.Equal("amzn-s3-demo-bucket", command.GetProperty("OutputS3BucketName").GetString());
        Assert.Equal("arn:aws:iam::111122223333:role/my-SNS-notifications-role", command.GetProperty("ServiceRole").GetString());
        Assert.Equal("Failed", command.GetProperty("NotificationConfig").GetProperty("NotificationEvents")[0].GetString());
    }

    private string Id(string name) => _simulator.Nodes.Single(node => node.Name == name).InstanceId;

    private JsonObject Request() => new()
    {
        ["DocumentName"] = "AWS-RunShellScript",
        ["InstanceIds"] = new JsonArray(Id("good")),
        ["Parameters"] = new JsonObject { ["commands"] = new JsonArray("uptime") },
    };

    private async Task RefusedAsync(string code, Action<JsonObject> change, params string[] expected)
    {
        var request = Request();
        change(request);

        var reply = await _client.CallAsync("SendCommand", request.ToJsonString());

        Assert.Equal((HttpStatusCode.BadRequest, code), (reply.Status, reply.ErrorCode));
        Assert.All(expected, text => Assert.Contains(text, reply.Message, StringComparison.Ordinal));
        Assert.True(!expected.Contains(WrongParameters) || reply.Message == WrongParameters, reply.Message);
        if (expected is [""])
        {
            Assert.Equal("", reply.Message);
        }

        var recorded = Assert.Single(_simulator.Requests);
        Assert.Equal(("SendCommand", code, 400), (recorded.Operation, recorded.ErrorCode, recorded.HttpStatusCode));
    }
}
