using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Tests.Service;

public sealed class TargetTests
{
    private static readonly NodeDescription[] Nodes =
    [
        new()
        {
            ComputerName = "a",
            Tags = new Dictionary<string, string> { ["Role"] = "web", ["Env"] = "prod" },
            ResourceGroups = ["blue"],
        },
        new()
        {
            ComputerName = "b",
            Tags = new Dictionary<string, string> { ["Role"] = "db", ["Env"] = "prod" },
            ResourceGroups = ["blue", "green"],
        },
        new()
        {
            ComputerName = "c",
            Tags = new Dictionary<string, string> { ["Role"] = "web", ["Env"] = "test" },
            InstanceId = "mi-0123456789abcdef0",
        },
    ];

    [Theory]
    [InlineData("a c", "tag:Role=web")]
    [InlineData("a b c", "tag:Role=web,db")]
    [InlineData("a", "tag:Role=web,db", "tag:Env=prod", "tag:Role=web")]
    [InlineData("", "tag:role=web")]
    [InlineData("", "tag:Role=Web")]
    [InlineData("", "tag:Role=")]
    [InlineData("a b", "resource-groups:Name=blue")]
    [InlineData("b", "resource-groups:Name=green")]
    [InlineData("a b", "resource-groups:ResourceTypeFilters=AWS::EC2::INSTANCE")]
    [InlineData("c", "resource-groups:ResourceTypeFilters=AWS::SSM::ManagedInstance")]
    [InlineData("b", "resource-groups:Name=blue", "tag:Role=db")]
    [InlineData("c", "InstanceIds=mi-0123456789abcdef0")]
    [InlineData("c", "instanceids=mi-0123456789abcdef0")]
    [InlineData("c", "INSTANCEIDS=mi-0123456789abcdef0", "tag:Role=web")]
    [InlineData("", "InstanceIds=mi-0123456789abcdef0", "tag:Env=prod")]
    public void Keys_are_ANDed_and_values_ORed(string expected, params string[] targets)
    {
        using var harness = new ServiceHarness(Nodes);
        var id = harness.Send(harness.Request with
        {
            InstanceIds = null,
            Targets = [.. targets.Select(target => target.Split('='))
                .Select(pair => new Target { Key = pair[0], Values = pair[1].Length == 0 ? [] : pair[1].Split(',') })],
        });
        harness.Step(ServiceHarness.Second);

        Assert.Equal(expected, string.Join(' ', harness.Invocations(id).Select(invocation => invocation.InstanceName)));
    }

    [Fact]
    public void Targets_are_resolved_when_the_command_is_processed_and_not_when_it_is_sent()
    {
        using var harness = new ServiceHarness(Nodes);
        var id = harness.Send(harness.Request with { InstanceIds = null, Targets = [new() { Key = "tag:Role", Values = ["web"] }] });

        harness.SetState(0, NodeState.Terminated);
        harness.Service.ChangeNode(harness.Ids[1], node => node with { Tags = Nodes[0].Tags });
        harness.Step(ServiceHarness.Second);

        Assert.Equal(["b", "c"], harness.Invocations(id).Select(invocation => invocation.InstanceName));
        Assert.Equal(2, harness.Command(id).TargetCount);
    }

    [Fact]
    public void A_node_without_permission_is_AccessDenied_by_tag_and_refused_by_id()
    {
        using var harness = new ServiceHarness([Nodes[0] with { IsAccessAllowed = false }, Nodes[2]]);

        Assert.Equal("InvalidInstanceId", Assert.Throws<ServiceException>(() => harness.Send()).Code);
        var id = harness.Send(harness.Request with { InstanceIds = null, Targets = [new() { Key = "tag:Role", Values = ["web"] }] });
        harness.Step(ServiceHarness.Second);

        Assert.Equal(
            [("Failed", "AccessDenied"), ("Success", "Success")],
            harness.Invocations(id).Select(invocation => (invocation.Status, invocation.StatusDetails)));
        Assert.Equal(
            ("Success", "Incomplete", 0), (harness.Command(id).Status, harness.Command(id).StatusDetails, harness.Command(id).ErrorCount));
    }

    [Theory]
    [InlineData("i-00000000000000000", "InstanceIds")]
    [InlineData("i-00000000000000000", "instanceids")]
    [InlineData("mi-0123456789abcdef0", "InstanceIds", NodeState.Stopped)]
    [InlineData("mi-0123456789abcdef0", "InstanceIds", NodeState.Terminated)]
    [InlineData("mi-0123456789abcdef0", null, NodeState.Stopped)]
    public void A_node_that_is_named_must_be_there_and_not_stopped(string id, string? key, NodeState state = NodeState.Running)
    {
        using var harness = new ServiceHarness(Nodes);
        harness.SetState(2, state);

        var error = Assert.Throws<ServiceException>(() => harness.Send(key is null
            ? harness.Request with { InstanceIds = [id] }
            : harness.Request with { InstanceIds = null, Targets = [new() { Key = key, Values = [harness.Ids[0], id] }] }));

        Assert.Equal(("InvalidInstanceId", "Instances not in a valid state for account"), (error.Code, error.Message));
        Assert.Empty(harness.Service.ListCommands(new CommandFilter(), 50, null).Items);
    }

    [Fact]
    public void One_resource_group_is_all_a_command_can_have()
    {
        using var harness = new ServiceHarness(Nodes);
        var request =
            harness.Request with { InstanceIds = null, Targets = [new() { Key = "resource-groups:Name", Values = ["blue", "green"] }] };

        Assert.Equal("ValidationException", Assert.Throws<ServiceException>(() => harness.Send(request)).Code);
    }

    [Fact]
    public void A_command_without_nodes_is_Pending_for_a_while()
    {
        using var harness = new ServiceHarness(Nodes);
        var id = harness.Send(harness.Request with { InstanceIds = null, Targets = [new() { Key = "tag:Role", Values = ["none"] }] });
        harness.Step(0.2 * ServiceHarness.Second);
        Assert.Equal("Pending", harness.Command(id).Status);

        harness.Step(3 * ServiceHarness.Second);
        Assert.Equal(
            ("Success", "NoInstancesInTag", 0),
            (harness.Command(id).Status, harness.Command(id).StatusDetails, harness.Command(id).TargetCount));
    }

    [Fact]
    public void More_open_invocations_than_the_quota_make_a_command_RateExceeded()
    {
        using var harness = new ServiceHarness(
            Nodes, [new() { Duration = 60 * ServiceHarness.Second }], options: new() { PendingInvocationsQuota = 4 });
        var first = harness.Send();
        var second = harness.Send();
        harness.Step(ServiceHarness.Second);

        Assert.Equal("InProgress", harness.Command(first).Status);
        Assert.Equal(
            ("Cancelled", "RateExceeded", 3, 0),
            (harness.Command(second).Status, harness.Command(second).StatusDetails, harness.Command(second).TargetCount,
                harness.Command(second).CompletedCount));
        Assert.Empty(harness.Invocations(second));

        harness.Step(120 * ServiceHarness.Second);
        var third = harness.Send();
        harness.Step(120 * ServiceHarness.Second);
        Assert.Equal("Success", harness.Command(third).Status);
    }
}
