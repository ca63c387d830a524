namespace RunCommandPS.Simulator.Tests.Service;

public sealed class RebootTests
{
    private static readonly TimeSpan Second = ServiceHarness.Second;

    [Theory]
    [InlineData("Linux", 194)]
    [InlineData("MacOS", 194)]
    [InlineData("Windows", 3010)]
    public void A_script_that_asks_for_a_reboot_runs_again_from_the_top(string platform, int exitCode)
    {
        var answers = new ScriptedAnswer[] { new() { Attempt = 1, ExitCode = exitCode, Duration = Second }, new()
        {
            Attempt = 2,
            StandardOutput = "after the reboot",
        } };
        using var harness = new ServiceHarness([new() { PlatformType = platform }], answers);
        var id = harness.Send(harness.Request with { DocumentName = "AWS-RunPowerShellScript" });

        harness.Step(2 * Second);
        Assert.Equal("InProgress", Assert.Single(harness.Details(id)));

        harness.Step(10 * Second);
        var invocation = Assert.Single(harness.Invocations(id));
        Assert.Equal(("Success", 0, "after the reboot"), (invocation.Status, invocation.ResponseCode, invocation.Steps[0].Output));
        Assert.Equal(1, harness.Service.RunsPerNode[harness.Ids[0]]);
    }

    [Theory]
    [InlineData("Linux", 3010)]
    [InlineData("Windows", 194)]
    public void The_code_of_another_platform_is_a_failure_like_any_other(string platform, int exitCode)
    {
        using var harness = new ServiceHarness([new() { PlatformType = platform }], [new() { ExitCode = exitCode }]);
        var id = harness.Send(harness.Request with { DocumentName = "AWS-RunPowerShellScript" });
        harness.Step(Second);

        Assert.Equal(("Failed", exitCode), (harness.Invocations(id)[0].Status, harness.Invocations(id)[0].ResponseCode));
    }

    [Fact]
    public void A_script_that_always_asks_for_a_reboot_fails_in_the_end()
    {
        using var harness = new ServiceHarness(
            [new()], [new() { Attempt = 16, StandardOutput = "one too many" }, new() { ExitCode = 194 }]);
        var id = harness.Send();
        harness.Step(TimeSpan.FromMinutes(10));

        var invocation = Assert.Single(harness.Invocations(id));
        Assert.Equal(("Failed", 194), (invocation.Status, invocation.ResponseCode));
        Assert.DoesNotContain("one too many", invocation.Steps[0].Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_command_can_be_cancelled_while_its_node_reboots()
    {
        using var harness = new ServiceHarness([new()], [new() { ExitCode = 194 }]);
        var id = harness.Send();
        harness.Step(Second);

        harness.Service.Cancel(id, []);
        harness.Step(Second);

        Assert.Equal("Cancelled", harness.Command(id).Status);
    }
}
