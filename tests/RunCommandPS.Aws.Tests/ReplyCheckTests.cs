using RunCommandPS.Aws.Tests.Fixture;

namespace RunCommandPS.Aws.Tests;

/// <summary>An answer is held against its request, so that nobody takes the command of another call for his own.</summary>
public sealed class ReplyCheckTests
{
    private static readonly SendCommandRequest Request =
        Connect.Shell("i-07be1baa4aaaaaaa0", "i-017431b35caaaaaaa") with { Comment = "a note" };

    [Theory]
    [InlineData("""{"CommandId": "1", "DocumentName": "AWS-RunShellScript", "Comment": "a note", "InstanceIds": ["i-017431b35caaaaaaa","""
        + """ "i-07be1baa4aaaaaaa0"]}""")]
    [InlineData("""{"CommandId": "1", "DocumentName": "AWS-RunShellScript", "Comment": "a note", "InstanceIds": [],"""
        + """ "Targets": [{"Key": "InstanceIds", "Values": ["i-017431b35caaaaaaa", "i-07be1baa4aaaaaaa0"]}]}""")]
    [InlineData("""{"CommandId": "1", "DocumentName": "arn:aws:ssm:us-east-1::document/AWS-RunShellScript", "Comment": "a note"}""")]
    public async Task The_command_that_was_sent_is_accepted_in_either_form(string command)
    {
        using var server = CannedServer.Answering($$"""{"Command": {{command}}}""");
        using var service = Connect.To(server);

        Assert.Equal("1", (await service.SendCommandAsync(Request, Connect.Cancellation)).CommandId);
    }

    [Theory]
    [InlineData("{}", "no command id")]
    [InlineData("null", "no command id")]
    [InlineData("""{"CommandId": "1", "DocumentName": "AWS-RunPowerShellScript", "Comment": "a note"}""", "AWS-RunPowerShellScript")]
    [InlineData("""{"CommandId": "1", "DocumentName": "AWS-RunShellScript", "Comment": "another"}""", "another comment")]
    [InlineData(
        """{"CommandId": "1", "DocumentName": "AWS-RunShellScript", "Comment": "a note", "InstanceIds": ["i-017431b35caaaaaaa"]}""",
        "other nodes")]
    [InlineData(
        """{"CommandId": "1", "DocumentName": "AWS-RunShellScript", "Comment": "a note", "Targets": [{"Key": "tag:Role","""
            + """ "Values": ["web"]}]}""",
        "other nodes")]
    public async Task Any_other_command_may_stand_for_one_that_was_accepted(string command, string why)
    {
        using var server = CannedServer.Answering($$"""{"Command": {{command}}}""");
        using var service = Connect.To(server);

        var error = await Assert.ThrowsAsync<InvalidReplyException>(() => service.SendCommandAsync(Request, Connect.Cancellation));

        Assert.True(error.MayHaveRun);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Criteria_are_compared_too()
    {
        using var server = CannedServer.Answering(
            """{"Command": {"CommandId": "1", "Targets": [{"Key": "tag:Role", "Values": ["web", "db"]}]}}""");
        using var service = Connect.To(server);
        var request = new SendCommandRequest
        {
            DocumentName = "AWS-RunShellScript",
            Targets = [new Target { Key = "tag:Role", Values = ["db", "web"] }],
        };

        Assert.Equal("1", (await service.SendCommandAsync(request, Connect.Cancellation)).CommandId);
        await Assert.ThrowsAsync<InvalidReplyException>(
            () => service.SendCommandAsync(
                request with { Targets = [new Target { Key = "tag:Role", Values = ["app"] }] }, Connect.Cancellation));
    }

    [Fact]
    public async Task A_repeated_answer_is_that_of_one_send_only()
    {
        using var server = CannedServer.Answering("""{"Command": {"CommandId": "1", "Comment": "a note"}}""");
        using var service = Connect.To(server);
        await service.SendCommandAsync(Request, Connect.Cancellation);

        var error = await Assert.ThrowsAsync<InvalidReplyException>(() => service.SendCommandAsync(Request, Connect.Cancellation));

        Assert.True(error.MayHaveRun);
        Assert.Contains("was sent before", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_read_is_what_was_asked_for()
    {
        using var server = CannedServer.Answering(
            """{"Commands": [{"CommandId": "2"}], "CommandInvocations": [{"CommandId": "1", "InstanceId": "i-017431b35caaaaaaa"}],"""
                + """ "CommandId": "2", "InstanceId": "i-017431b35caaaaaaa"}""");
        using var service = Connect.To(server);

        await RefusedAsync(() => service.ListCommandsAsync(new CommandQuery { CommandId = "1" }, null, Connect.Cancellation));
        await RefusedAsync(() => service.ListCommandInvocationsAsync(new CommandQuery { CommandId = "2" }, null, Connect.Cancellation));
        await RefusedAsync(() => service.ListCommandInvocationsAsync(
            new CommandQuery { CommandId = "1", InstanceId = "i-07be1baa4aaaaaaa0" }, null, Connect.Cancellation));
        await RefusedAsync(() => service.GetCommandInvocationAsync("1", "i-017431b35caaaaaaa", null, Connect.Cancellation));
        Assert.Single((await service.ListCommandInvocationsAsync(new CommandQuery { CommandId = "1" }, null, Connect.Cancellation)).Items);

        static async Task RefusedAsync(Func<Task> call) => Assert.False((await Assert.ThrowsAsync<InvalidReplyException>(call)).MayHaveRun);
    }
}
