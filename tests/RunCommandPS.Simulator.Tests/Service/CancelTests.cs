using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Tests.Service;

public sealed class CancelTests
{
    private static readonly TimeSpan Second = ServiceHarness.Second;

    [Fact]
    public void What_runs_is_Cancelling_and_then_Cancelled_with_137_and_what_was_not_sent_ends_at_once()
    {
        using var harness = new ServiceHarness(3, new ScriptedAnswer { Duration = 600 * Second });
        var id = harness.Send(harness.Request with { MaxConcurrency = "1" });
        harness.Step(Second);

        harness.Service.Cancel(id, []);
        Assert.Equal(
            ("Cancelling", "Cancelling", 2),
            (harness.Command(id).Status, harness.Command(id).StatusDetails, harness.Command(id).CompletedCount));
        Assert.Equal(["Cancelling", "Cancelled", "Cancelled"], harness.Details(id));

        harness.Step(Second);
        Assert.Equal(
            ("Cancelled", "Cancelled", 3, 0),
            (harness.Command(id).Status, harness.Command(id).StatusDetails, harness.Command(id).CompletedCount,
                harness.Command(id).ErrorCount));
        Assert.Equal(
            [("Cancelled", 137), ("Cancelled", -1), ("Cancelled", -1)],
            harness.Invocations(id).Select(one => (one.Steps[0].Status, one.ResponseCode)));
        Assert.Equal([harness.Ids[0]], harness.Service.RunsPerNode.Keys);
    }

    [Fact]
    public void What_a_step_had_written_when_it_was_cancelled_is_kept_and_nothing_is_added()
    {
        using var harness = new ServiceHarness(
            1, new ScriptedAnswer { Duration = 600 * Second, StandardOutput = "half", StandardError = "warning" });
        var id = harness.Send(harness.Request with { OutputS3BucketName = "amzn-s3-demo-bucket" });
        harness.Step(Second);

        harness.Service.Cancel(id, []);
        harness.Step(Second);

        var (_, step) = harness.Service.GetInvocation(id, harness.Ids[0], null);
        Assert.Equal(("Cancelled", 137, "half", "warning"), (step.Status, step.ResponseCode, step.StandardOutput, step.StandardError));
        Assert.Equal("half\n----------ERROR-------\nwarning", harness.Invocations(id)[0].Steps[0].Output);

        harness.Step(3600 * Second);
        Assert.Equal("half", harness.Service.GetInvocation(id, harness.Ids[0], null).Step.StandardOutput);
    }

    [Fact]
    public void No_further_step_of_a_cancelled_document_is_begun()
    {
        var steps = """{ "schemaVersion": "2.2", "mainSteps": [ { "name": "one", "action": "aws:runShellScript","""
            + """ "inputs": { "runCommand": ["1"] } }, { "name": "two", "action": "aws:runShellScript","""
            + """ "inputs": { "runCommand": ["2"] } } ] }""";
        using var harness = new ServiceHarness([new()], [new() { Duration = 600 * Second }], [ServiceHarness.Document("two-steps", steps)]);
        var id = harness.Send(harness.Request with { DocumentName = "two-steps", Parameters = null });
        harness.Step(Second);

        harness.Service.Cancel(id, []);
        harness.Step(3600 * Second);

        Assert.Equal(
            [("Cancelled", 137), ("Cancelled", -1)], harness.Invocations(id)[0].Steps.Select(step => (step.Status, step.ResponseCode)));
    }

    [Fact]
    public void A_node_that_finishes_before_it_hears_of_it_keeps_its_result()
    {
        using var harness = new ServiceHarness(
            [new() { Name = "quick" }, new()],
            [new() { Node = "quick", Duration = Second, StandardOutput = "done" }, new() { Duration = 600 * Second }]);
        var id = harness.Send();
        harness.Step(Second);

        harness.Service.Cancel(id, []);
        harness.Step(Second);

        Assert.Equal(["Success", "Cancelled"], harness.Details(id));
        Assert.Equal("done", harness.Invocations(id)[0].Steps[0].Output);
        Assert.Equal("Cancelled", harness.Command(id).Status);
    }

    [Fact]
    public void A_script_that_can_not_be_ended_stays_Cancelling_and_keeps_its_result()
    {
        using var harness = new ServiceHarness(1, new ScriptedAnswer { Duration = 60 * Second, IgnoresCancel = true, ExitCode = 4 });
        var id = harness.Send(harness.Request with { MaxErrors = "1" });
        harness.Step(Second);

        harness.Service.Cancel(id, []);
        harness.Step(30 * Second);
        Assert.Equal(("Cancelling", "Cancelling"), (harness.Command(id).Status, Assert.Single(harness.Details(id))));

        harness.Step(60 * Second);
        Assert.Equal(("Failed", 4), (harness.Invocations(id)[0].Status, harness.Invocations(id)[0].ResponseCode));
        Assert.Equal(("Success", "Incomplete"), (harness.Command(id).Status, harness.Command(id).StatusDetails));
    }

    [Fact]
    public void Only_the_nodes_that_are_named_are_cancelled()
    {
        using var harness = new ServiceHarness(3, new ScriptedAnswer { Duration = 60 * Second });
        var id = harness.Send();
        harness.Step(Second);

        harness.Service.Cancel(id, [harness.Ids[1]]);
        Assert.Equal(("InProgress", "Cancelling"), (harness.Command(id).Status, harness.Details(id)[1]));

        harness.Step(60 * Second);
        Assert.Equal(["Success", "Cancelled", "Success"], harness.Details(id));
        Assert.Equal(
            ("Success", "Incomplete", 3),
            (harness.Command(id).Status, harness.Command(id).StatusDetails, harness.Command(id).CompletedCount));
    }

    [Fact]
    public void The_place_of_a_cancelled_node_goes_to_the_next()
    {
        using var harness = new ServiceHarness(2, new ScriptedAnswer { Duration = 600 * Second });
        var id = harness.Send(harness.Request with { MaxConcurrency = "1" });
        harness.Step(Second);

        harness.Service.Cancel(id, [harness.Ids[0]]);
        harness.Step(Second);

        Assert.Equal(["Cancelled", "InProgress"], harness.Details(id));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_command_can_be_cancelled_before_it_is_processed(bool byId)
    {
        using var harness = new ServiceHarness(2);
        var id = harness.Send();

        harness.Service.Cancel(id, byId ? [harness.Ids[1]] : []);
        harness.Step(Second);

        Assert.Equal(byId ? ["Success", "Cancelled"] : ["Cancelled", "Cancelled"], harness.Details(id));
        Assert.Equal(byId ? "Success" : "Cancelled", harness.Command(id).Status);
        Assert.Equal(byId ? 1 : 0, harness.Service.RunsPerNode.Count);
    }

    [Fact]
    public void A_command_that_has_ended_stays_as_it_is()
    {
        using var harness = new ServiceHarness(1);
        var id = harness.Send();
        harness.Step(Second);

        harness.Service.Cancel(id, []);

        Assert.Equal("Success", harness.Command(id).Status);
    }

    [Fact]
    public void A_node_that_was_never_reached_is_cancelled_at_once_and_not_reached_later()
    {
        using var harness = new ServiceHarness([new() { PingStatus = "ConnectionLost" }]);
        var id = harness.Send();
        harness.Step(Second);

        harness.Service.Cancel(id, []);
        harness.SetPing(0, "Online");
        harness.Step(Second);

        Assert.Equal(("Cancelled", "Cancelled"), (harness.Command(id).Status, harness.Details(id)[0]));
        Assert.Empty(harness.Service.RunsPerNode);
    }

    [Fact]
    public void Each_of_its_errors_has_its_cause()
    {
        using var harness = new ServiceHarness(2);
        var id = harness.Send(harness.Request with { InstanceIds = [harness.Ids[0]] });

        Assert.Equal("InvalidCommandId", Code(Guid.Empty.ToString("D")));
        Assert.Equal("InvalidInstanceId", Code(id, harness.Ids[1]));
        Assert.Equal("DuplicateInstanceId", Code(id, harness.Ids[0], harness.Ids[0]));
        harness.Step(Second);
        Assert.Equal("InvalidInstanceId", Code(id, harness.Ids[1]));

        string Code(string commandId, params string[] nodes) =>
            Assert.Throws<ServiceException>(() => harness.Service.Cancel(commandId, nodes)).Code;
    }
}
