using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Tests.Service;

public sealed class PagingTests
{
    [Fact]
    public void Pages_of_commands_neither_drop_nor_repeat_while_new_ones_come()
    {
        using var harness = new ServiceHarness(1);
        var old = Enumerable.Range(0, 25).Select(_ => harness.Send()).Reverse().ToList();

        var seen = new List<string>();
        string? token = null;
        do
        {
            var page = harness.Service.ListCommands(new CommandFilter(), 10, token);
            seen.AddRange(page.Items.Select(command => command.CommandId));
            token = page.NextToken;
            harness.Send();
        }
        while (token is not null);

        Assert.Equal(old, seen);
    }

    [Fact]
    public void Pages_of_invocations_go_through_all_commands_newest_first()
    {
        using var harness = new ServiceHarness(7);
        var first = harness.Send();
        var second = harness.Send();
        harness.Step(ServiceHarness.Second);

        var seen = new List<(string, string)>();
        string? token = null;
        do
        {
            var page = harness.Service.ListInvocations(new CommandFilter(), withDetails: false, 3, token);
            Assert.InRange(page.Items.Count, 1, 3);
            seen.AddRange(page.Items.Select(invocation => (invocation.CommandId, invocation.InstanceId)));
            token = page.NextToken;
        }
        while (token is not null);

        Assert.Equal([.. harness.Ids.Select(id => (second, id)), .. harness.Ids.Select(id => (first, id))], seen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("TGlzdENvbW1hbmRzOng=")]
    [InlineData("TGlzdENvbW1hbmRzOi0x")]
    [InlineData("TGlzdENvbW1hbmRJbnZvY2F0aW9uczo1")]
    public void A_token_of_something_else_is_InvalidNextToken(string token)
    {
        using var harness = new ServiceHarness(1);

        Assert.Equal(
            "InvalidNextToken", Assert.Throws<ServiceException>(() => harness.Service.ListCommands(new CommandFilter(), 10, token)).Code);
        Assert.Equal(
            "InvalidNextToken",
            Assert.Throws<ServiceException>(() => harness.Service.ListInvocations(new CommandFilter(), false, 10, token)).Code);
    }

    [Fact]
    public void Filters_narrow_by_status_stage_document_time_and_node()
    {
        using var harness = new ServiceHarness(
            [new() { Name = "a" }, new() { Name = "b" }],
            [new() { Node = "b", ExitCode = 1 }, new() { Contains = "long", Duration = TimeSpan.FromHours(1) }]);
        var good = harness.Send(harness.Request with { InstanceIds = [harness.Ids[0]] });
        harness.Step(TimeSpan.FromMinutes(1));
        var middle = harness.Clock.GetUtcNow();
        harness.Step(TimeSpan.FromMinutes(1));
        var bad = harness.Send(harness.Request with { InstanceIds = [harness.Ids[1]], DocumentName = "AWS-RunPowerShellScript" });
        var running = harness.Send(harness.Request with
        {
            InstanceIds = [harness.Ids[0]],
            Parameters = new Dictionary<string, IReadOnlyList<string>> { ["commands"] = ["long"] },
        });
        harness.Step(TimeSpan.FromMinutes(1));

        var all = new CommandFilter();
        Check([running, bad, good], all);
        Check([bad], all.With("Status", "Failed"));
        Check([good], all.With("Status", "Success"));
        Check([running], all.With("ExecutionStage", "Executing"));
        Check([bad, good], all.With("ExecutionStage", "Complete"));
        Check([bad], all.With("DocumentName", "AWS-RunPowerShellScript"));
        Check([good], all.With("InvokedBefore", middle.ToString("O")));
        Check([running, bad], all.With("InvokedAfter", middle.ToString("O")));
        Check([bad], all with { InstanceId = harness.Ids[1] });
        Check([running], all.With("ExecutionStage", "Executing").With("DocumentName", "AWS-RunShellScript"));
        Check([], all with { CommandId = "00000000-0000-0000-0000-000000000000" });

        void Check(string[] expected, CommandFilter filter)
        {
            Assert.Equal(expected, harness.Service.ListCommands(filter, 50, null).Items.Select(command => command.CommandId));
            Assert.Equal(
                expected, harness.Service.ListInvocations(filter, false, 50, null).Items.Select(invocation => invocation.CommandId));
        }
    }

    [Theory]
    [InlineData("Sort", "x", "InvalidFilterKey")]
    [InlineData("InvokedAfter", "yesterday", "ValidationException")]
    [InlineData("ExecutionStage", "Running", "ValidationException")]
    public void A_filter_that_can_not_be_read_is_an_error(string key, string value, string code) =>
        Assert.Equal(code, Assert.Throws<ServiceException>(() => new CommandFilter().With(key, value)).Code);
}
