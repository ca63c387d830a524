using System.Globalization;
using RunCommandPS.Connection;

namespace RunCommandPS.Core.Tests.Model;

public sealed class ResultTests
{
    [Theory]
    [InlineData("", -1)]
    [InlineData("Success:0", 0)]
    [InlineData("Success:0 Success:168", 168)]
    [InlineData("Success:0 Failed:3 Success:0", 3)]
    [InlineData("Failed:3 TimedOut:137", 3)]
    [InlineData("Success:0 Pending:-1", -1)]
    public void The_step_that_decided_gives_the_exit_code(string steps, int exitCode)
    {
        var invocation = new CommandInvocation
        {
            Steps = [.. steps.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(step => step.Split(':'))
                .Select(parts => new CommandStep { Status = parts[0], ResponseCode = int.Parse(parts[1], CultureInfo.InvariantCulture) })],
        };

        Assert.Equal(exitCode, invocation.ResponseCode);
    }

    [Fact]
    public void Results_know_where_they_came_from()
    {
        var origin = new ConnectionOrigin("eu-west-1", new Uri("https://ssm.example.com"), new ConnectionOptions { ProfileName = "here" });
        var command = new Command { CommandId = "id", Origin = origin };
        var invocation = new CommandInvocation { CommandId = "id", InstanceId = "node", Origin = origin };

        Assert.Equal(
            ("eu-west-1", origin.Endpoint, "here", "id"), (command.Region, command.Endpoint, command.ProfileName, command.ToString()));
        Assert.Equal(
            ("eu-west-1", origin.Endpoint, "here", "id/node"),
            (invocation.Region, invocation.Endpoint, invocation.ProfileName, invocation.ToString()));
        Assert.Same(origin, ((IConnectedObject)command).Origin);
        Assert.Same(origin, ((IConnectedObject)invocation).Origin);
    }

    [Theory]
    [InlineData("failed", "Failed")]
    [InlineData("FAILED", "Failed")]
    [InlineData("Unheard", "Unheard")]
    public void Words_get_the_spelling_of_the_service(string written, string canonical) =>
        Assert.Equal(canonical, ServiceValues.Canonical(written, ServiceValues.NotificationEvents));
}
