using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Simulator;

namespace RunCommandPS.Aws.Tests;

/// <summary>What the service answers with becomes an exception of its own type, whoever words it how.</summary>
public sealed class ServiceErrorTests
{
    public static TheoryData<string, Type, int, bool, bool> Codes => new()
    {
        { ErrorCode.DuplicateInstanceId, typeof(DuplicateInstanceIdException), 400, false, false },
        { ErrorCode.InternalServerError, typeof(InternalServerErrorException), 500, true, true },
        { ErrorCode.InvalidDocument, typeof(InvalidDocumentException), 400, false, false },
        { ErrorCode.InvalidDocumentVersion, typeof(InvalidDocumentVersionException), 400, false, false },
        { ErrorCode.InvalidInstanceId, typeof(InvalidInstanceIdException), 400, false, false },
        { ErrorCode.InvalidNotificationConfig, typeof(InvalidNotificationConfigException), 400, false, false },
        { ErrorCode.InvalidOutputFolder, typeof(InvalidOutputFolderException), 400, false, false },
        { ErrorCode.InvalidParameters, typeof(InvalidParametersException), 400, false, false },
        { ErrorCode.InvalidRole, typeof(InvalidRoleException), 400, false, false },
        { ErrorCode.MaxDocumentSizeExceeded, typeof(MaxDocumentSizeExceededException), 400, false, false },
        { ErrorCode.UnsupportedPlatformType, typeof(UnsupportedPlatformTypeException), 400, false, false },
        { ErrorCode.InvalidCommandId, typeof(InvalidCommandIdException), 400, false, false },
        { ErrorCode.InvalidFilterKey, typeof(InvalidFilterKeyException), 400, false, false },
        { ErrorCode.InvalidNextToken, typeof(InvalidNextTokenException), 400, false, false },
        { ErrorCode.InvalidPluginName, typeof(InvalidPluginNameException), 400, false, false },
        { ErrorCode.InvocationDoesNotExist, typeof(InvocationDoesNotExistException), 400, true, false },
        { ErrorCode.ValidationException, typeof(RequestValidationException), 400, false, false },
        { ErrorCode.AccessDeniedException, typeof(AccessDeniedException), 400, false, false },
        { ErrorCode.UnrecognizedClientException, typeof(UnrecognizedClientException), 400, false, false },
        { ErrorCode.InvalidSignatureException, typeof(InvalidSignatureException), 403, false, false },
        { ErrorCode.ExpiredTokenException, typeof(ExpiredTokenException), 400, false, false },
        { ErrorCode.MissingAuthenticationTokenException, typeof(MissingAuthenticationTokenException), 403, false, false },
        { ErrorCode.UnknownOperationException, typeof(UnknownOperationException), 400, false, false },
        { ErrorCode.SerializationException, typeof(RequestSerializationException), 400, false, false },
        { "ServiceUnavailable", typeof(RunCommandException), 503, true, true },
        { "NeverHeardOf", typeof(RunCommandException), 400, false, true },
        { "Conflict", typeof(RunCommandException), 409, false, true },
        { "MovedPermanently", typeof(RunCommandException), 301, false, true },
        { "RequestTimeout", typeof(RunCommandException), 408, false, true },
        { ErrorCode.ThrottlingException, typeof(ThrottlingException), 400, true, false },
        { ErrorCode.ThrottlingException, typeof(ThrottlingException), 429, true, false },
        { ErrorCode.ThrottlingException, typeof(ThrottlingException), 503, true, true },
        { "PriorRequestNotComplete", typeof(RunCommandException), 400, false, true },
        { ErrorCode.InvalidDocument, typeof(InvalidDocumentException), 502, false, true },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_code_has_its_own_exception(string code, Type type, int status, bool isRetryable, bool mayHaveRun)
    {
        var error = await FailAsync($$"""{"__type": "{{code}}", "message": "It is so."}""", status);

        Assert.IsType(type, error, exactMatch: true);
        Assert.Equal((code, status, CannedServer.RequestId), (error.Code, error.HttpStatusCode, error.RequestId));
        Assert.Equal((isRetryable, mayHaveRun), (error.IsRetryable, error.MayHaveRun));
        Assert.Equal("It is so.", error.ServiceMessage);
        Assert.EndsWith(" The service says: It is so.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Where_the_service_says_nothing_the_SDK_does_not_speak_for_it(
        string code, Type type, int status, bool isRetryable, bool mayHaveRun)
    {
        _ = (isRetryable, mayHaveRun);
        foreach (var body in new[]
        {
            $$"""{"__type": "{{code}}"}""", $$"""{"__type": "{{code}}", "message": ""}""", $$"""{"__type": "{{code}}", "message": null}""",
        })
        {
            var error = await FailAsync(body, status);

            Assert.IsType(type, error, exactMatch: true);
            Assert.Equal("", error.ServiceMessage);
            Assert.DoesNotContain("The service says", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Amazon.", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Error Code", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception of type", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("AccessDenied", ErrorCode.AccessDeniedException)]
    [InlineData("ExpiredToken", ErrorCode.ExpiredTokenException)]
    [InlineData("InvalidClientTokenId", ErrorCode.UnrecognizedClientException)]
    [InlineData("SignatureDoesNotMatch", ErrorCode.InvalidSignatureException)]
    [InlineData("InternalFailure", ErrorCode.InternalServerError)]
    public async Task Other_names_of_a_code_are_known(string name, string code) =>
        Assert.Equal(code, (await FailAsync($$"""{"__type": "{{name}}", "message": "no"}""", 400)).Code);

    [Theory]
    [InlineData("""{"__type": "com.amazonaws.ssm#InvalidDocument", "message": "no"}""")]
    [InlineData("""{"__type": "InvalidDocument", "Message": "no"}""")]
    [InlineData("""{"code": "InvalidDocument", "message": "no"}""")]
    [InlineData("""{"__type": "InvalidDocument:http://internal.amazon.com/coral/", "message": "no"}""")]
    public async Task Other_forms_of_an_error_are_read(string body)
    {
        var error = await FailAsync(body, 400);

        Assert.IsType<InvalidDocumentException>(error);
        Assert.Equal("no", error.ServiceMessage);
    }

    [Fact]
    public async Task The_error_names_what_was_asked_for()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1 });
        using var service = Connect.To(simulator);

        var document = await Assert.ThrowsAsync<InvalidDocumentException>(
            () => service.SendCommandAsync(
                Connect.Shell(simulator.Nodes[0].InstanceId) with { DocumentName = "Missing" }, Connect.Cancellation));
        var node = await Assert.ThrowsAsync<InvalidInstanceIdException>(
            () => service.SendCommandAsync(Connect.Shell(Connect.UnknownNode), Connect.Cancellation));
        var output = await Assert.ThrowsAsync<InvocationDoesNotExistException>(
            () => service.GetCommandInvocationAsync(Connect.UnknownCommand, Connect.UnknownNode, null, Connect.Cancellation));

        Assert.Contains("'Missing' does not exist in us-east-1", document.Message, StringComparison.Ordinal);
        Assert.Equal("Instances not in a valid state for account", node.ServiceMessage);
        Assert.Contains(Connect.UnknownCommand, output.Message, StringComparison.Ordinal);
        Assert.Equal([document.RequestId, node.RequestId, output.RequestId], simulator.Requests.Select(request => request.RequestId));
    }

    [Fact]
    public async Task Credentials_that_are_refused_are_told_apart()
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions());
        simulator.ExpireSessionToken("old");
        var options = Connect.Options(simulator);

        await FailsWith<UnrecognizedClientException>(options with { AccessKey = "AKIAIOSFODNN7EXAMPLE" });
        await FailsWith<InvalidSignatureException>(options with { SecretKey = "guessed" });
        await FailsWith<ExpiredTokenException>(options with { SessionToken = "old" });
        await FailsWith<InvalidSignatureException>(options with { Region = "eu-west-1" });

        static async Task FailsWith<T>(ConnectionOptions options)
            where T : RunCommandException
        {
            using var service = Connect.To(options);
            var error = await Assert.ThrowsAsync<T>(() => service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation));
            Assert.Equal(ErrorKind.AuthenticationError, error.Kind);
        }
    }

    private static async Task<RunCommandException> FailAsync(string body, int status)
    {
        using var server = CannedServer.Answering(body, status);
        using var service = Connect.To(server);
        return await Assert.ThrowsAnyAsync<RunCommandException>(
            () => service.SendCommandAsync(Connect.Shell(Connect.UnknownNode), Connect.Cancellation));
    }
}
