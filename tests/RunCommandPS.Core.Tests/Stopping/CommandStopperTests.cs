using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Stopping;

namespace RunCommandPS.Core.Tests.Stopping;

public sealed class CommandStopperTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<(string CommandId, IReadOnlyList<string> Nodes)> _cancelled = [];
    private readonly Dictionary<string, List<CommandInvocation>> _polls = [];
    private Command _command = new()
    {
        CommandId = "a",
        Status = RunStatus.Cancelling,
        TargetCount = 3,
        InstanceIds = ["i-1", "i-2", "i-3"],
        DocumentName = "Doc",
    };
    private int _look;

    [Fact]
    public async Task Every_node_is_in_the_list_of_what_became_of_it()
    {
        Nodes("i-1", "Success", "Success");
        Nodes("i-2", "InProgress", "Cancelled");
        Nodes("i-3", "InProgress", "InProgress", "Failed");

        var result = await StopAsync([]);

        Assert.Equal("i-2", Assert.Single(result.Stopped));
        Assert.Equal("i-1", Assert.Single(result.AlreadyFinished));
        Assert.Equal("i-3", Assert.Single(result.FinishedAnyway));
        Assert.Empty(result.NotResponding);
        Assert.True(result.HasStopped);
        Assert.Equal(("a", "Doc", "us-east-1"), (result.CommandId, result.DocumentName, result.Region));
        Assert.Equal([("a", 0)], _cancelled.Select(call => (call.CommandId, call.Nodes.Count)));
    }

    [Fact]
    public async Task What_does_not_answer_is_named_when_the_time_is_over()
    {
        _command = _command with { TargetCount = 4 };
        Nodes("i-1", "Cancelled");
        Nodes("i-2", "InProgress");

        var result = await StopAsync([]);

        Assert.Equal("i-1", Assert.Single(result.Stopped));
        Assert.Equal(["i-2", "i-3"], result.NotResponding);
        Assert.Equal(3, result.NotRespondingCount);
        Assert.False(result.HasStopped);
    }

    [Fact]
    public async Task Some_nodes_are_asked_for_fifty_a_call_and_the_others_do_not_matter()
    {
        var nodes = Enumerable.Range(0, 120).Select(number => $"i-{number:000}").ToList();
        nodes.ForEach(id => Nodes(id, "Cancelled"));
        Nodes("i-other", "InProgress");

        var result = await StopAsync(nodes);

        Assert.Equal([50, 50, 20], _cancelled.Select(call => call.Nodes.Count));
        Assert.Equal(nodes, result.Stopped);
        Assert.True(result.HasStopped);
    }

    [Fact]
    public async Task A_command_that_has_ended_is_not_cancelled()
    {
        _command = _command with { Status = RunStatus.Success };
        Nodes("i-1", "Success");
        Nodes("i-2", "Cancelled");

        var started = _time.GetUtcNow();
        var result = await StopAsync([], known: true);

        Assert.Empty(_cancelled);
        Assert.Equal(["i-1", "i-2"], result.AlreadyFinished);
        Assert.Equal("i-3", Assert.Single(result.NotResponding));
        Assert.Equal(started, _time.GetUtcNow());
    }

    [Theory]
    [InlineData(ErrorCode.ThrottlingException, 4)]
    [InlineData(ErrorCode.InternalServerError, 2)]
    public async Task Telling_it_again_mends_what_passes(string code, int failures)
    {
        Nodes("i-1", "Cancelled");
        Nodes("i-2", "Cancelled");
        Nodes("i-3", "Cancelled");

        var result = await StopAsync([], failure: code, failures: failures);

        Assert.Equal(failures + 1, _cancelled.Count);
        Assert.Equal(3, result.Stopped.Count);
    }

    [Fact]
    public async Task A_refusal_for_good_is_told_at_once_and_nothing_is_waited_for()
    {
        var service = Service(ErrorCode.InvalidCommandId, 1);
        var stopper = new CommandStopper(service, _time);

        var failure = Assert.Single(await stopper.StopAsync("a", null, [], TestContext.Current.CancellationToken));

        Assert.IsType<InvalidCommandIdException>(failure.Error);
        Assert.Single(_cancelled);
        Assert.Empty(await ResultsAsync(stopper));
    }

    [Fact]
    public async Task Fifty_nodes_that_can_not_be_stopped_do_not_keep_the_others_from_it()
    {
        var nodes = Enumerable.Range(0, 60).Select(number => $"i-{number:000}").ToList();
        nodes.ForEach(id => Nodes(id, "Cancelled"));
        var stopper = new CommandStopper(Service(ErrorCode.AccessDeniedException, 1), _time);

        var failure = Assert.Single(await stopper.StopAsync("a", null, nodes, TestContext.Current.CancellationToken));

        Assert.Equal(nodes.Take(50), failure.InstanceIds);
        Assert.Equal(nodes.Skip(50), Assert.Single(await ResultsAsync(stopper)).Stopped);
    }

    [Fact]
    public async Task A_command_that_was_sent_just_now_may_not_be_known_yet()
    {
        _command = _command with { RequestedDateTime = _time.GetUtcNow() };
        foreach (var id in _command.InstanceIds)
        {
            Nodes(id, "Cancelled");
        }

        var result = await StopAsync([], known: true, failure: ErrorCode.InvalidCommandId, failures: 2);

        Assert.Equal((3, 3), (_cancelled.Count, result.Stopped.Count));
    }

    private void Nodes(string id, params string[] statuses) => _polls[id] = statuses.Select(status => new CommandInvocation
    {
        CommandId = "a",
        InstanceId = id,
        Status = status,
        StatusDetails = status,
    }).ToList();

    private async Task<StopResult> StopAsync(IReadOnlyList<string> nodes, bool known = false, string failure = "", int failures = 0)
    {
        var run = RunAsync(Service(failure, failures), nodes, known ? _command : null);
        for (var i = 0; i < 1_000 && !run.IsCompleted; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }

        return Assert.Single(await run);
    }

    private FakeService Service(string failure, int failures)
    {
        FakeService service = null!;
        return service = new FakeService
        {
            Cancel = (id, ids) =>
            {
                _cancelled.Add((id, ids));
                return failures-- > 0 ? Task.FromException(service.Error(failure)) : Task.CompletedTask;
            },
            CommandsOf = (_, _) => new Page<Command>([_command], null),
            InvocationsOf = (_, _) =>
            {
                var page = _polls.Values.Select(states => states[Math.Min(_look, states.Count - 1)]).ToList();
                _look++;
                if (page.TrueForAll(node => node.HasEnded) && page.Count == _command.TargetCount)
                {
                    _command = _command with { Status = RunStatus.Cancelled };
                }

                return new Page<CommandInvocation>(page, null);
            },
        };
    }

    private async Task<List<StopResult>> RunAsync(FakeService service, IReadOnlyList<string> nodes, Command? known)
    {
        var stopper = new CommandStopper(service, _time);
        Assert.Empty(await stopper.StopAsync("a", known, nodes, TestContext.Current.CancellationToken));
        return await ResultsAsync(stopper);
    }

    private static async Task<List<StopResult>> ResultsAsync(CommandStopper stopper)
    {
        var results = new List<StopResult>();
        await foreach (var result in stopper.ResultsAsync(
            CommandStopper.DefaultWait, (_, _) => ValueTask.CompletedTask, TestContext.Current.CancellationToken))
        {
            results.Add(result);
        }

        return results;
    }
}
