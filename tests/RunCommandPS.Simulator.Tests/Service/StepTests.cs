using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Tests.Service;

public sealed class StepTests
{
    [Fact]
    public void A_failed_step_does_not_stop_the_next_one() =>
        Assert.Equal(["Failed 1", "Success 0"], Run(
            """{ "name": "one", ACTION "inputs": { "runCommand": ["fail"] } }, { "name": "two", """
                + """ACTION "inputs": { "runCommand": ["x"] } }""",
            "Failed"));

    [Fact]
    public void OnFailure_exit_skips_the_rest() =>
        Assert.Equal(["Failed 1", "skipped"], Run(
            """{ "name": "one", ACTION "onFailure": "exit", "inputs": { "runCommand": ["fail"] } }, { "name": "two", """
                + """ACTION "inputs": { "runCommand": ["x"] } }""",
            "Failed"));

    [Fact]
    public void OnFailure_successAndExit_makes_a_success_of_it() =>
        Assert.Equal(["Success 1", "skipped"], Run(
            """{ "name": "one", ACTION "onFailure": "successAndExit", "inputs": { "runCommand": ["fail"] } }, { "name": "two", """
                + """ACTION "inputs": { "runCommand": ["x"] } }""",
            "Success"));

    [Fact]
    public void IsEnd_skips_the_rest() =>
        Assert.Equal(["Success 0", "skipped"], Run(
            """{ "name": "one", ACTION "isEnd": true, "inputs": { "runCommand": ["x"] } }, { "name": "two", """
                + """ACTION "inputs": { "runCommand": ["x"] } }""",
            "Success"));

    [Fact]
    public void A_step_for_another_platform_is_skipped_and_counts_as_a_success() =>
        Assert.Equal(["skipped", "Success 0"], Run(
            """{ "name": "one", ACTION "precondition": { "StringEquals": ["platformType", "MacOS"] },"""
                + """ "inputs": { "runCommand": ["fail"] } }, { "name": "two", ACTION "inputs": { "runCommand": ["x"] } }""",
            "Success"));

    [Theory]
    [InlineData("exit 168", "Success 168", "Success")]
    [InlineData("exit 169", "Failed 169", "Failed")]
    public void Two_exit_codes_end_the_document(string script, string first, string verdict) =>
        Assert.Equal([first, "skipped"], Run(
            $$"""{ "name": "one", ACTION "inputs": { "runCommand": ["{{script}}"] } }, { "name": "two", """
                + $$"""ACTION "inputs": { "runCommand": ["x"] } }""",
            verdict));

    [Fact]
    public void A_time_out_of_the_step_is_kept() =>
        Assert.Equal(
            ["TimedOut 137"], Run("""{ "name": "one", ACTION "timeoutSeconds": 1, "inputs": { "runCommand": ["slow"] } }""", "TimedOut"));

    [Fact]
    public void The_finally_step_runs_although_an_earlier_one_has_ended_the_document() =>
        Assert.Equal(["Failed 1", "skipped", "Success 0"], Run(
            """
            { "name": "one", ACTION "onFailure": "exit", "inputs": { "runCommand": ["fail"] } },
            { "name": "two", ACTION "inputs": { "runCommand": ["x"] } },
            { "name": "three", ACTION "inputs": { "runCommand": ["x"], "finallyStep": true } }
            """,
            "Failed"));

    [Fact]
    public void A_skipped_step_that_is_the_end_ends_nothing() =>
        Assert.Equal(["skipped", "Success 0"], Run(
            """
            { "name": "one", ACTION "isEnd": true, "precondition": { "StringEquals": ["platformType", "MacOS"] },
                "inputs": { "runCommand": ["x"] } },
            { "name": "two", ACTION "inputs": { "runCommand": ["x"] } }
            """,
            "Success"));

    [Theory]
    [InlineData("2.2", "skipped", "Success")]
    [InlineData("2.0", "Failed 1", "Failed")]
    public void An_action_of_another_platform_is_skipped_in_2_2_and_fails_in_2_0(string schema, string first, string verdict) =>
        Assert.Equal([first, "Success 0"], Run(
            """{ "name": "one", "action": "aws:psModule", "inputs": { "runCommand": ["x"] } }, { "name": "two", """
                + """ACTION "inputs": { "runCommand": ["x"] } }""",
            verdict,
            schema));

    [Fact]
    public void A_document_of_several_steps_needs_the_name_of_one()
    {
        var document = ServiceHarness.Document(
            "steps", Content("""{ "name": "one", ACTION "inputs": { "runCommand": ["a"] } }, { "name": "two", """
                + """ACTION "inputs": { "runCommand": ["b"] } }"""));
        using var harness = new ServiceHarness([new()], [new() { Contains = "b", StandardOutput = "from two" }], [document]);
        var id = harness.Send(harness.Request with { DocumentName = "steps", Parameters = null });
        harness.Step(ServiceHarness.Second);

        Assert.Equal("from two", harness.Service.GetInvocation(id, harness.Ids[0], "two").Step.StandardOutput);
        foreach (var wrong in new[] { null, "three" })
        {
            Assert.Equal(
                "InvalidPluginName", Assert.Throws<ServiceException>(() => harness.Service.GetInvocation(id, harness.Ids[0], wrong)).Code);
        }
    }

    private static string Content(string steps, string schema = "2.2") =>
        $$"""{ "schemaVersion": "{{schema}}","""
            + $$""" "mainSteps": [ {{steps.Replace("ACTION", "\"action\": \"aws:runShellScript\",", StringComparison.Ordinal)}} ] }""";

    private static List<string> Run(string steps, string verdict, string schema = "2.2")
    {
        ScriptedAnswer[] answers =
        [
            new() { Contains = "fail", ExitCode = 1 },
            new() { Contains = "168", ExitCode = 168 },
            new() { Contains = "169", ExitCode = 169 },
            new() { Contains = "slow", Duration = TimeSpan.FromMinutes(1) },
        ];
        using var harness = new ServiceHarness([new()], answers, [ServiceHarness.Document("steps", Content(steps, schema))]);
        var id = harness.Send(harness.Request with { DocumentName = "steps", Parameters = null });
        harness.Step(TimeSpan.FromMinutes(2));
        var invocation = Assert.Single(harness.Invocations(id));
        Assert.Equal(verdict, invocation.Status);
        return [.. invocation.Steps.Select(
            step => step.Output.Contains("skipped", StringComparison.Ordinal) ? "skipped" : $"{step.Status} {step.ResponseCode}")];
    }
}
