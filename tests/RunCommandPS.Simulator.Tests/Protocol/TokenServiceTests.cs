using System.Net;
using System.Xml.Linq;
using Microsoft.Extensions.Time.Testing;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>GetCallerIdentity and AssumeRole.</summary>
public sealed class TokenServiceTests : IDisposable
{
    private const string Role = "arn:aws:iam::444455556666:role/path/operators";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly RunCommandSimulator _simulator;
    private readonly SimulatorClient _client;

    public TokenServiceTests()
    {
        _simulator = RunCommandSimulator.Start(new SimulatorOptions
        {
            NodeCount = 1,
            AccountId = "444455556666",
            Roles = [Role],
            WireClock = _clock,
        });
        _client = new SimulatorClient(_simulator);
    }

    public void Dispose()
    {
        _client.Dispose();
        _simulator.Dispose();
    }

    [Fact]
    public async Task An_account_can_be_described() =>
        Assert.Equal(
            "arn:aws:iam::444455556666:user/operator",
            Text((await CallAsync("Action=GetCallerIdentity&Version=2011-06-15")).Body, "Arn"));

    [Fact]
    public async Task Keys_of_a_role_sign_until_they_expire()
    {
        var issued = (await CallAsync($"Action=AssumeRole&Version=2011-06-15&RoleArn={Role}&RoleSessionName=me&DurationSeconds=900")).Body;
        Assert.Equal("arn:aws:sts::444455556666:assumed-role/operators/me", Text(issued, "Arn"));
        _client.Signer = new RequestSigner(Text(issued, "AccessKeyId"), Text(issued, "SecretAccessKey"), "us-east-1")
        {
            SessionToken = Text(issued, "SessionToken"),
        };
        Assert.Equal(HttpStatusCode.OK, (await _client.CallAsync("ListCommands", "{}")).Status);

        _clock.Advance(TimeSpan.FromSeconds(901));
        _client.Signer = _client.Signer with { Time = _clock.GetUtcNow() };

        Assert.Equal("ExpiredTokenException", (await _client.CallAsync("ListCommands", "{}")).ErrorCode);
    }

    [Fact]
    public async Task Keys_of_a_role_need_their_token()
    {
        var issued = (await CallAsync($"Action=AssumeRole&Version=2011-06-15&RoleArn={Role}&RoleSessionName=me")).Body;
        _client.Signer = new RequestSigner(Text(issued, "AccessKeyId"), Text(issued, "SecretAccessKey"), "us-east-1");

        Assert.Equal("UnrecognizedClientException", (await _client.CallAsync("ListCommands", "{}")).ErrorCode);
    }

    [Fact]
    public async Task What_a_role_may_not_is_told_with_its_name()
    {
        var issued = (await CallAsync($"Action=AssumeRole&Version=2011-06-15&RoleArn={Role}&RoleSessionName=me")).Body;
        _simulator.InjectFault(FaultKind.AccessDenied, "SendCommand");
        _client.Signer = new RequestSigner(Text(issued, "AccessKeyId"), Text(issued, "SecretAccessKey"), "us-east-1")
        {
            SessionToken = Text(issued, "SessionToken"),
        };

        Assert.Equal(
            "User: arn:aws:sts::444455556666:assumed-role/operators/me is not authorized to perform: ssm:SendCommand",
            (await _client.CallAsync("SendCommand", "{}")).Message);
    }

    [Theory]
    [InlineData("Action=GetCallerIdentity&Version=2011-06-15&Color=red", "ValidationError")]
    [InlineData("Action=AssumeRole&Version=2011-06-15&RoleSessionName=me", "ValidationError")]
    [InlineData("Action=AssumeRole&Version=2011-06-15&RoleArn=" + Role + "&RoleSessionName=me&DurationSeconds=899", "ValidationError")]
    [InlineData("Action=AssumeRole&Version=2011-06-15&RoleArn=" + Role + "&RoleSessionName=me&DurationSeconds=long", "ValidationError")]
    [InlineData("Action=GetSessionToken&Version=2011-06-15", "InvalidAction")]
    [InlineData("Action=GetCallerIdentity&Version=2010-05-08", "InvalidAction")]
    [InlineData("", "InvalidAction")]
    public async Task What_is_not_modeled_is_refused(string form, string code)
    {
        var (status, body) = await CallAsync(form);

        Assert.Equal((HttpStatusCode.BadRequest, code), (status, Text(body, "Code")));
        Assert.NotEqual("", Text(body, "RequestId"));
    }

    [Fact]
    public async Task A_request_with_a_target_is_no_form_whatever_its_type_of_content()
    {
        _client.Signer = _client.Signer with { UnsignedHeaders = ["content-type"] };

        var reply = await _client.CallAsync(
            "ListCommands", "{}", request => request.Content!.Headers.ContentType = new("application/x-www-form-urlencoded"));

        Assert.Equal(HttpStatusCode.OK, reply.Status);
    }

    [Fact]
    public async Task Faults_meet_it_where_they_name_it()
    {
        _simulator.InjectFault(FaultKind.Throttle);
        Assert.Equal(HttpStatusCode.OK, (await CallAsync("Action=GetCallerIdentity&Version=2011-06-15")).Status);

        _simulator.InjectFault(FaultKind.Throttle, "GetCallerIdentity");
        Assert.Equal("Throttling", Text((await CallAsync("Action=GetCallerIdentity&Version=2011-06-15")).Body, "Code"));
    }

    [Theory]
    [InlineData("1234", null)]
    [InlineData("111122223333\n", null)]
    [InlineData("111122223333", "operators")]
    public void An_account_or_role_that_can_not_be_is_an_error_that_names_it(string account, string? role) =>
        Assert.Contains(
            role ?? account,
            Assert.Throws<ArgumentException>(() => RunCommandSimulator.Start(
                new SimulatorOptions { AccountId = account, Roles = role is null ? null : [role] })).Message,
            StringComparison.Ordinal);

    private static string Text(XElement body, string name) =>
        body.Descendants().FirstOrDefault(one => one.Name.LocalName == name)?.Value ?? "";

    private async Task<(HttpStatusCode Status, XElement Body)> CallAsync(string form)
    {
        using var request = _client.Form("sts", form);
        using var response = await _client.SendAsync(request);
        return (response.StatusCode, XElement.Parse(await response.Content.ReadAsStringAsync(SimulatorClient.Cancellation)));
    }
}
