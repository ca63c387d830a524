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

        var nodes = await reader.NodesAsync(new NodeQuery { InstanceIds = ids, Filters = [Online] }, Cancellation)
            .ToListAsync(Cancellation);

        Assert.Equal(ids, nodes.Select(node => node.InstanceId));
        Assert.Equal(calls, asked.Count);
        Assert.All(asked, query => Assert.Equal([Online], query.Filters));
    }

    [Theory]
    [InlineData("tag:Role=web", "", "", "a b d", "tag:Role=web")]
    [InlineData("tag:Role=web", "PlatformTypes=Linux", "", "a d", "tag:Role=web")]
    [InlineData("tag:Role=web", "PlatformTypes=Linux PingStatus=Online AgentVersion=3 ResourceType=EC2Instance", "", "a", "tag:Role=web")]
    [InlineData("tag:Role=web", "", "b c", "b", "tag:Role=web")]
    [InlineData("tag:Role=web tag:Env=prod", "", "", "a b", "tag:Env=prod tag:Role=web")]
    [InlineData("tag-key=Env tag:Role=web", "PlatformTypes=Windows", "a b c", "b", "tag:Role=web tag-key=Env")]
    [InlineData("tag:Role=web tag:Env=none", "", "", "", "tag:Env=none")]
    public async Task A_tag_is_asked_for_alone_and_the_rest_is_chosen_here(
        string tags, string others, string ids, string expected, string expectedQuestions)
    {
        ManagedNode[] all =
        [
            new() { InstanceId = "a", PlatformType = "Linux", PingStatus = "Online", AgentVersion = "3", ResourceType = "EC2Instance" },
            new() { InstanceId = "b", PlatformType = "Windows", PingStatus = "Online" },
            new() { InstanceId = "c", PlatformType = "Linux", PingStatus = "Online" },
            new() { InstanceId = "d", PlatformType = "Linux", PingStatus = "ConnectionLost" },
        ];
        var answers = new Dictionary<string, string>
        {
            ["tag:Role=web"] = "abd",
            ["tag:Env=prod"] = "abc",
            ["tag-key=Env"] = "abc",
            ["tag:Env=none"] = "",
        };
        var asked = new List<string>();
        var reader = Reader((query, _) =>
        {
            var filter = Assert.Single(query.Filters);
            Assert.Empty(query.InstanceIds);
            asked.Add($"{filter}");
            return new Page<ManagedNode>(
                [.. all.Where(node => answers[$"{filter}"].Contains(node.InstanceId, StringComparison.Ordinal))], null);
        });

        var nodes = await reader.NodesAsync(
            new NodeQuery { InstanceIds = Words(ids), Filters = [.. Filters(tags), .. Filters(others)] }, Cancellation)
            .ToListAsync(Cancellation);

        Assert.Equal(expected, string.Join(' ', nodes.Select(node => node.InstanceId)));
        Assert.Equal(expectedQuestions, string.Join(' ', asked));

        static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        static IEnumerable<QueryFilter> Filters(string text) =>
            Words(text).Select(word => word.Split('=')).Select(pair => new QueryFilter(pair[0], [pair[1]]));
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

        var missing = await reader.UnknownAsync(
            new NodeQuery { InstanceIds = [found, offline, unknown, unknown], Filters = [Online] },
            new HashSet<string> { found },
            Cancellation);

        Assert.Equal([unknown], missing);
    }

    [Fact]
    public async Task Without_filters_an_id_that_was_not_answered_is_unknown_and_nobody_is_asked_again()
    {
        var reader = Reader((_, _) => throw new InvalidOperationException("The test did not expect this call."));

        Assert.Equal(
            ["unknown"],
            await reader.UnknownAsync(new NodeQuery { InstanceIds = ["found", "unknown"] }, new HashSet<string> { "found" }, Cancellation));
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
