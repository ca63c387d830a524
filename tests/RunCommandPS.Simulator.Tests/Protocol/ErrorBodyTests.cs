namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>Clients that are made of the API's model read the text of an error under exactly one name.</summary>
public sealed class ErrorBodyTests : IDisposable
{
    private readonly RunCommandSimulator _simulator = RunCommandSimulator.Start(new() { NodeCount = 1 });
    private readonly SimulatorClient _client;

    public ErrorBodyTests() => _client = new SimulatorClient(_simulator);

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    [Theory]
    [InlineData(
        "SendCommand",
        """{ "DocumentName": "AWS-RunShellScript", "InstanceIds": ["i-00000000000000000"], "Parameters": { "commands": ["x"] } }""",
        "InvalidInstanceId")]
    [InlineData(
        "SendCommand",
        """{ "DocumentName": "AWS-RunShellScript", "Targets": [{ "Key": "tag:a", "Values": ["b"] }],"""
            + """ "Parameters": { "command": ["x"] } }""",
        "InvalidParameters")]
    [InlineData("CancelCommand", """{ "CommandId": "00000000-0000-4000-8000-000000000000" }""", "InvalidCommandId")]
    [InlineData(
        "GetCommandInvocation",
        """{ "CommandId": "00000000-0000-4000-8000-000000000000", "InstanceId": "i-00000000000000000" }""",
        "InvocationDoesNotExist")]
    [InlineData("CreateDocument", """{ "Name": "some", "Content": "{" }""", "InvalidDocumentContent")]
    public Task A_modeled_error_has_Message(string operation, string body, string code) =>
        CheckAsync(operation, body, code, "Message", "message");

    [Theory]
    [InlineData("SendCommand", "{}", "ValidationException")]
    [InlineData("SendCommand", "[", "SerializationException")]
    [InlineData("NoSuchOperation", "{}", "UnknownOperationException")]
    [InlineData(
        "DescribeInstanceInformation",
        """{ "Filters": [{ "Key": "PingStatus", "Values": ["Fine"] }] }""",
        "InvalidInstanceInformationFilterValue")]
    public Task One_of_the_front_end_has_message_and_so_has_the_one_that_the_model_spells_so(string operation, string body, string code) =>
        CheckAsync(operation, body, code, "message", "Message");

    [Theory]
    [InlineData(FaultKind.Throttle, "ThrottlingException", "message", "Message")]
    [InlineData(FaultKind.AccessDenied, "AccessDeniedException", "message", "Message")]
    [InlineData(FaultKind.ExpiredToken, "ExpiredTokenException", "message", "Message")]
    [InlineData(FaultKind.InternalServerError, "InternalServerError", "Message", "message")]
    public Task Faults_keep_to_it(FaultKind kind, string code, string member, string other)
    {
        _simulator.InjectFault(kind);
        return CheckAsync("ListCommands", "{}", code, member, other);
    }

    [Fact]
    public Task A_signature_that_does_not_hold_has_message()
    {
        _client.Signer = new RequestSigner(_simulator.AccessKeyId, "other", _simulator.Region);
        return CheckAsync("ListCommands", "{}", "InvalidSignatureException", "message", "Message");
    }

    private async Task CheckAsync(string operation, string body, string code, string member, string other)
    {
        var reply = await _client.CallAsync(operation, body);

        Assert.Equal(code, reply.ErrorCode);
        Assert.NotEqual("", reply.Body.GetProperty(member).GetString());
        Assert.False(reply.Body.TryGetProperty(other, out _));
    }
}
