using RunCommandPS.Simulator.Parameters;

namespace RunCommandPS.Simulator.Tests.Service;

/// <summary>References to Parameter Store in what a command gives to its document.</summary>
public sealed class ParameterReferenceTests
{
    private const string Fits = "it did";

    [Theory]
    [InlineData("echo {{ssm:/app/port}}!", "echo 8080!")]
    [InlineData("echo {{  ssm:/app/port  }}!", "echo 8080!")]
    [InlineData("echo {{ssm:/app/port:1}} {{ssm:/app/port:2}}!", "echo 80 8080!")]
    [InlineData("echo {{ssm:hosts}}!", "echo a,b!")]
    [InlineData("{{ssm:hosts}}", "# a\nb #")]
    [InlineData("echo {{ssm-secure:hosts}} {{ ssm : hosts }} {{hosts}}", "echo {{ssm-secure:hosts}} {{ ssm : hosts }} {{hosts}}")]
    public void A_script_gets_the_values(string script, string expected)
    {
        // Its first and last line tell where the script begins and ends.
        var whole = expected.StartsWith('#') ? "#\na\nb\n#" : $"#\n{expected}\n#";
        using var harness = new ServiceHarness(1, new ScriptedAnswer { Contains = whole, StandardOutput = Fits });
        Put(harness, "/app/port", "80");
        Put(harness, "/app/port", "8080", isNew: false);
        Put(harness, "hosts", "a,b", "StringList");

        var id = harness.Send(harness.Request with { Parameters = Commands("#", script, "#") });
        harness.Step(ServiceHarness.Second);

        Assert.Equal(("Success", Fits), Result(harness, id));
        Assert.Equal(["#", script, "#"], harness.Command(id).Parameters["commands"]);
    }

    [Fact]
    public void The_value_is_that_of_the_moment_in_which_the_node_takes_the_command_up()
    {
        using var harness = new ServiceHarness(1, new ScriptedAnswer { Contains = "echo new", StandardOutput = Fits });
        Put(harness, "word", "old");
        harness.SetState(0, NodeState.Pending);
        var id = harness.Send(harness.Script("echo {{ssm:word}}"));
        harness.Step(ServiceHarness.Second);

        Put(harness, "word", "new", isNew: false);
        harness.SetState(0, NodeState.Running);
        harness.Step(ServiceHarness.Second);

        Assert.Equal(("Success", Fits), Result(harness, id));
    }

    [Theory]
    [InlineData("{{ssm:/no/such}}", "Input contains invalid parameters [/no/such]")]
    [InlineData("{{ssm:word:2}}", "Input contains invalid parameters [word:2]")]
    public void A_node_runs_nothing_of_a_document_with_a_reference_that_it_can_not_resolve(string reference, string reason)
    {
        using var harness = new ServiceHarness(
            [new()],
            [new() { StandardOutput = "ran" }],
            [
                ServiceHarness.Document(
                    "Two-Steps",
                    """
                    {
                      "schemaVersion": "2.2",
                      "parameters": { "what": { "type": "String" } },
                      "mainSteps": [
                        { "name": "one", "action": "aws:runShellScript", "inputs": { "runCommand": ["true"] } },
                        { "name": "two", "action": "aws:runShellScript", "inputs": { "runCommand": ["echo {{ what }}"] } }
                      ]
                    }
                    """),
            ]);
        Put(harness, "word", "w");

        var id = harness.Send(new SendCommandRequest
        {
            DocumentName = "Two-Steps",
            InstanceIds = harness.Ids,
            Parameters = new Dictionary<string, IReadOnlyList<string>> { ["what"] = [reference] },
        });
        harness.Step(ServiceHarness.Second);

        Assert.Equal(("Failed", 1), (harness.Command(id).Status, harness.Command(id).ErrorCount));
        var steps = Assert.Single(harness.Invocations(id)).Steps;
        Assert.Equal("Failed", steps[0].Status);
        Assert.Contains(reason, steps[0].Output, StringComparison.Ordinal);
        Assert.DoesNotContain(steps, step => step.Output.Contains("ran", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("60", "Success")]
    [InlineData("soon", "Failed")]
    public void A_value_must_fit_the_pattern_of_the_document(string value, string status)
    {
        using var harness = new ServiceHarness(1);
        Put(harness, "seconds", value);

        var id = harness.Send(harness.Request with
        {
            Parameters = new Dictionary<string, IReadOnlyList<string>>
            {
                ["commands"] = ["echo {{ssm:seconds}}"],
                ["executionTimeout"] = ["{{ssm:seconds}}"],
            },
        });
        harness.Step(ServiceHarness.Second);

        Assert.Equal(status, harness.Command(id).Status);
    }

    [Fact]
    public void A_node_without_a_connection_tells_of_it_later()
    {
        using var harness = new ServiceHarness(1);
        harness.SetPing(0, "ConnectionLost");
        var id = harness.Send(harness.Script("{{ssm:none}}"));
        harness.Step(ServiceHarness.Second);
        Assert.NotEqual("Failed", Assert.Single(harness.Invocations(id)).Status);

        harness.SetPing(0, "Online");
        harness.Step(ServiceHarness.Second);

        Assert.Equal("Failed", Assert.Single(harness.Invocations(id)).Status);
    }

    private static void Put(ServiceHarness harness, string name, string value, string type = "String", bool isNew = true) =>
        harness.Parameters.Put(new NewParameter(name, value) { Type = type, Overwrite = !isNew }, harness.Clock.GetUtcNow());

    private static Dictionary<string, IReadOnlyList<string>> Commands(params string[] lines) => new() { ["commands"] = lines };

    private static (string Status, string Output) Result(ServiceHarness harness, string id)
    {
        var step = Assert.Single(Assert.Single(harness.Invocations(id)).Steps);
        return (step.Status, step.Output);
    }
}
