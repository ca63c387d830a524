using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Reading;

namespace RunCommandPS.Core.Tests.Reading;

public sealed class NodeNameCacheTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _calls = [];
    private readonly NodeNameCache _names;
    private Func<CancellationToken, Task> _before = _ => Task.CompletedTask;

    // What there is to know: all nodes in the order of the list, each named after its id unless it says otherwise.
    private List<(string Id, string Name)> _fleet = [];

    public NodeNameCacheTests() => _names = new NodeNameCache(_clock);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_few_nodes_are_asked_for_by_id_and_once()
    {
        _fleet = [("i-1", "web1"), ("i-2", "")];

        var first = await LookUpAsync("i-1", "i-2", "i-3", "i-1");
        var second = await LookUpAsync("i-1", "i-2", "i-3");

        Assert.Equal((1, null), (first.Calls, first.Failure));
        Assert.Equal(0, second.Calls);
        Assert.Equal(["3 ids"], _calls);
        Assert.Equal(("web1", null, null), (_names.Find("i-1"), _names.Find("i-2"), _names.Find("i-3")));
    }

    [Fact]
    public async Task Nothing_is_asked_where_there_is_nobody_to_ask_for()
    {
        await LookUpAsync();
        await LookUpAsync("");

        Assert.Empty(_calls);
    }

    [Fact]
    public async Task A_page_of_fifty_nodes_takes_one_call_in_a_fleet_of_a_thousand()
    {
        _fleet = Fleet(1000);

        for (var start = 0; start < 1000; start += 50)
        {
            await LookUpAsync([.. _fleet.Skip(start).Take(50).Select(node => node.Id)]);
        }

        Assert.Equal(["list"], _calls);
        Assert.All(_fleet, node => Assert.Equal(node.Name, _names.Find(node.Id)));
    }

    [Fact]
    public async Task Ten_thousand_nodes_in_any_order_take_fewer_calls_than_a_call_for_fifty()
    {
        _fleet = Fleet(10_000);
        var shuffled = _fleet.ToArray();
        new Random(7).Shuffle(shuffled);

        foreach (var page in shuffled.Chunk(50))
        {
            await LookUpAsync([.. page.Select(node => node.Id)]);
        }

        Assert.InRange(_calls.Count, 10, 40);
        Assert.All(_fleet, node => Assert.Equal(node.Name, _names.Find(node.Id)));
    }

    [Fact]
    public async Task Nodes_that_are_asked_for_one_by_one_are_listed_in_the_end()
    {
        _fleet = Fleet(100);

        foreach (var node in _fleet)
        {
            await LookUpAsync(node.Id);
        }

        Assert.Equal(["1 ids", "1 ids", "1 ids", "list"], _calls);
    }

    [Fact]
    public async Task One_node_of_a_very_large_fleet_has_a_page_of_it_read_at_most()
    {
        _fleet = Fleet(30_000);

        var calls = await LookUpAsync([.. _fleet.TakeLast(50).Select(node => node.Id)]);

        Assert.Equal(3, calls.Calls);
        Assert.Equal(["list", "40 ids", "10 ids"], _calls);
    }

    [Fact]
    public async Task There_is_an_end_to_pages_and_to_calls()
    {
        _fleet = Fleet(40_000);

        foreach (var page in _fleet.AsEnumerable().Reverse().Chunk(50))
        {
            await LookUpAsync([.. page.Select(node => node.Id)]);
        }

        Assert.Equal(NodeNameCache.ListPagesMaximum, _calls.Count(call => call == "list"));
        Assert.Equal(NodeNameCache.CallsMaximum, _calls.Count);
    }

    [Fact]
    public async Task A_failure_is_told_once_and_nothing_is_asked_after_it()
    {
        _fleet = Fleet(2);
        _before = _ => throw new FakeService().Error("AccessDeniedException");

        var first = await LookUpAsync("i-0");
        _before = _ => Task.CompletedTask;
        var second = await LookUpAsync("i-0", "i-1");

        Assert.IsType<AccessDeniedException>(first.Failure);
        Assert.Equal(NameLookUp.None, second);
        Assert.Single(_calls);
    }

    [Fact]
    public async Task A_node_that_the_service_takes_for_no_node_takes_nothing_away_from_others()
    {
        _fleet = Fleet(2);
        _before = _ => throw new FakeService().Error("InvalidInstanceId");
        var first = await LookUpAsync("i-9");
        _before = _ => Task.CompletedTask;

        await LookUpAsync("i-1");

        Assert.Null(first.Failure);
        Assert.Equal("node1", _names.Find("i-1"));
    }

    [Fact]
    public async Task A_call_without_an_answer_is_given_up_after_two_seconds_for_good()
    {
        _before = stop => Task.Delay(Timeout.Infinite, stop);
        var lookUp = LookUpAsync("i-1");
        Assert.False(lookUp.IsCompleted);

        _clock.Advance(NodeNameCache.TimeLimit);

        Assert.IsAssignableFrom<OperationCanceledException>((await lookUp).Failure);
        Assert.Equal(NameLookUp.None, await LookUpAsync("i-2"));
    }

    [Fact]
    public async Task What_came_in_time_is_kept_and_the_rest_is_asked_for_with_the_next()
    {
        _fleet = Fleet(2000);
        _before = stop => _calls.Count == 1 ? Task.CompletedTask : Task.Delay(Timeout.Infinite, stop);
        var lookUp = LookUpAsync([.. _fleet.TakeLast(50).Select(node => node.Id)]);

        _clock.Advance(NodeNameCache.TimeLimit);
        var first = await lookUp;
        _before = _ => Task.CompletedTask;
        await LookUpAsync("i-1999", "i-3");

        Assert.Equal((2, null), (first.Calls, first.Failure));
        Assert.Equal(("node1999", "node3"), (_names.Find("i-1999"), _names.Find("i-3")));
    }

    [Fact]
    public async Task Who_asks_while_another_one_waits_for_an_answer_waits_no_longer_than_a_look_up()
    {
        var answer = new TaskCompletionSource();
        _fleet = Fleet(2);
        _before = _ => answer.Task;
        var first = LookUpAsync("i-0");
        var second = LookUpAsync("i-1");

        _clock.Advance(NodeNameCache.TimeLimit);

        Assert.Equal(NameLookUp.None, await second);
        answer.SetResult();
        await first;
        Assert.Equal("node0", _names.Find("i-0"));
    }

    [Fact]
    public async Task Who_asks_for_the_same_waits_for_the_same_answer()
    {
        var answer = new TaskCompletionSource();
        _fleet = Fleet(1);
        _before = _ => answer.Task;
        var both = Task.WhenAll(LookUpAsync("i-0"), LookUpAsync("i-0"));

        answer.SetResult();
        await both;

        Assert.Single(_calls);
    }

    [Fact]
    public async Task Being_stopped_is_no_failure()
    {
        _fleet = Fleet(1);
        using var stop = new CancellationTokenSource();
        _before = cancel => Task.Delay(Timeout.Infinite, cancel);
        var lookUp = _names.LookUpAsync(["i-0"], ReadAsync, stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lookUp);
        _before = _ => Task.CompletedTask;
        await LookUpAsync("i-0");
        Assert.Equal("node0", _names.Find("i-0"));
    }

    [Fact]
    public async Task A_name_is_put_where_it_belongs()
    {
        _fleet = [("i-1", "web1"), ("i-2", "")];
        await LookUpAsync("i-1", "i-2");

        Assert.Equal("web1", _names.Named(new ManagedNode { InstanceId = "i-1", ComputerName = "host" }).Name);
        Assert.Equal("own", _names.Named(new ManagedNode { InstanceId = "i-1", Name = "own" }).Name);
        Assert.Equal("web1", _names.Named(new CommandInvocation { InstanceId = "i-1", InstanceName = "host" }).InstanceName);
        Assert.Equal("host", _names.Named(new CommandInvocation { InstanceId = "i-2", InstanceName = "host" }).InstanceName);
        Assert.Equal("host", _names.Named(new CommandInvocation { InstanceId = "i-3", InstanceName = "host" }).InstanceName);
    }

    private static List<(string Id, string Name)> Fleet(int nodes) =>
        [.. Enumerable.Range(0, nodes).Select(number => ($"i-{number}", $"node{number}"))];

    private Task<NameLookUp> LookUpAsync(params string[] ids) => _names.LookUpAsync(ids, ReadAsync, Cancellation);

    private async Task<Page<ManagedNode>> ReadAsync(IReadOnlyList<string> ids, string? nextToken, CancellationToken cancellationToken)
    {
        Assert.InRange(ids.Count, 0, ServiceLimits.PropertyFiltersMaximum);
        _calls.Add(ids.Count == 0 ? "list" : $"{ids.Count} ids");
        await _before(cancellationToken);
        var start = nextToken is null ? 0 : int.Parse(nextToken, System.Globalization.CultureInfo.InvariantCulture);
        var wanted = ids.ToHashSet();
        var found = ids.Count == 0
            ? _fleet.Skip(start).Take(ServiceLimits.PropertyPageSizeMaximum)
            : _fleet.Where(node => wanted.Contains(node.Id));
        var end = start + ServiceLimits.PropertyPageSizeMaximum;
        return new Page<ManagedNode>(
            [.. found.Select(node => new ManagedNode { InstanceId = node.Id, Name = node.Name })],
            ids.Count == 0 && end < _fleet.Count ? $"{end}" : null);
    }
}
