using RunCommandPS.Reading;

namespace RunCommandPS.Core.Tests.Reading;

/// <summary>Nodes come page after page and a hundred ids at a time, and what is missing is told apart from what is filtered out.</summary>
public sealed class NodeReaderTests
{
    private static readonly QueryFilter Online = new(QueryFilter.PingStatus, [PingStatus.Online]);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(1000, 10)]
    public async Task Ids_are_asked_for_a_hundred_at_a_time(int count, int calls)
    {
        var ids = NodeIds.Many(count);
        var asked = new List<NodeQuery>();
        var reader = Reader((query, _) =>
        {
            asked.Add(query);
            return new Page<ManagedNode>([.. query.InstanceIds.Select(id => new ManagedNode { InstanceId = id })], null);
        });

        var nodes = await reader.NodesAsync(new NodeQuery { InstanceIds = ids, Filters = [Online] }, Cancellation).ToListAsync(Cancellation);

        Assert.Equal(ids, nodes.Select(node => node.InstanceId));
        Assert.Equal(calls, asked.Count);
        Assert.All(asked, query => Assert.Equal([Online], query.Filters));
    }

    [Fact]
    public async Task No_page_is_read_before_somebody_reads_on_to_it()
    {
        var calls = 0;
        var reader = Reader((_, token) => new Page<ManagedNode>([new ManagedNode { InstanceId = $"{calls++}" }], $"more {calls}"));

        var nodes = await reader.NodesAsync(new NodeQuery(), Cancellation).Take(3).ToListAsync(Cancellation);

        Assert.Equal(["0", "1", "2"], nodes.Select(node => node.InstanceId));
        Assert.Equal(3, calls);
    }

    [Fact]
    public async Task What_the_filters_leave_out_is_not_unknown()
    {
        var (found, offline, unknown) = ("found", "offline", "unknown");
        var reader = Reader((query, _) =>
        {
            Assert.Empty(query.Filters);
            Assert.Equal([offline, unknown], query.InstanceIds);
            return new Page<ManagedNode>([new ManagedNode { InstanceId = offline }], null);
        });

        var missing = await reader.UnknownAsync(new NodeQuery { InstanceIds = [found, offline, unknown, unknown], Filters = [Online] }, new HashSet<string> { found }, Cancellation);

        Assert.Equal([unknown], missing);
    }

    [Fact]
    public async Task Without_filters_an_id_that_was_not_answered_is_unknown_and_nobody_is_asked_again()
    {
        var reader = Reader((_, _) => throw new InvalidOperationException("The test did not expect this call."));

        Assert.Equal(["unknown"], await reader.UnknownAsync(new NodeQuery { InstanceIds = ["found", "unknown"] }, new HashSet<string> { "found" }, Cancellation));
    }

    [Fact]
    public void The_error_names_the_node_and_the_region()
    {
        var error = new NodeReader(new FakeService()).NoSuchNode("i-00000001");

        Assert.IsType<InvalidInstanceIdException>(error);
        Assert.Equal((ErrorCode.InvalidInstanceId, ErrorKind.ObjectNotFound, false), (error.Code, error.Kind, error.MayHaveRun));
        Assert.StartsWith("There is no managed node 'i-00000001' in us-east-1: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Recommendation, StringComparison.Ordinal);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static NodeReader Reader(Func<NodeQuery, string?, Page<ManagedNode>> nodes) => new(new FakeService { NodesOf = nodes });
}
