using RunCommandPS.Sending;

namespace RunCommandPS.Core.Tests.Sending;

public sealed class CommandChunkerTests
{
    private readonly CommandChunker _chunker = new(new SendCommandRequest { DocumentName = "AWS-UpdateSSMAgent", Comment = "a note" });

    [Theory]
    [InlineData(0, new int[0])]
    [InlineData(1, new[] { 1 })]
    [InlineData(49, new[] { 49 })]
    [InlineData(50, new[] { 50 })]
    [InlineData(51, new[] { 50, 1 })]
    [InlineData(100, new[] { 50, 50 })]
    [InlineData(101, new[] { 50, 50, 1 })]
    public void Nodes_are_sent_by_fifties(int count, int[] sizes)
    {
        var ids = NodeIds.Many(count);
        var requests = ids.SelectMany(Add).ToList();
        if (_chunker.Flush() is { } last)
        {
            requests.Add(last);
        }

        Assert.Equal(sizes, requests.Select(request => request.InstanceIds!.Count));
        Assert.Equal(ids, requests.SelectMany(request => request.InstanceIds!));
        Assert.All(requests, request => Assert.Equal(("AWS-UpdateSSMAgent", "a note"), (request.DocumentName, request.Comment)));
        Assert.Equal((sizes.Length, count, requests.FirstOrDefault()), (_chunker.Commands, _chunker.Nodes, _chunker.First));
    }

    [Fact]
    public void A_command_is_handed_out_with_its_last_node_and_not_later()
    {
        Assert.Empty(NodeIds.Many(49).SelectMany(Add));
        Assert.Single(Add(NodeIds.Numbered(49)));
        Assert.Null(_chunker.Flush());
    }

    [Fact]
    public void A_node_that_comes_again_is_left_out_and_counted()
    {
        var requests = NodeIds.Many(50).Concat(NodeIds.Many(51)).SelectMany(Add).ToList();

        Assert.Equal(NodeIds.Many(50), Assert.Single(requests).InstanceIds);
        Assert.Equal([NodeIds.Numbered(50)], _chunker.Flush()!.InstanceIds);
        Assert.Equal(50, _chunker.Duplicates);
    }

    [Fact]
    public void A_request_of_more_nodes_than_a_call_takes_is_split_and_keeps_the_rest()
    {
        var whole = new SendCommandRequest { DocumentName = "Own", InstanceIds = [.. NodeIds.Many(120), NodeIds.Numbered(3)] };

        var requests = _chunker.Add(new SendItem.Request(whole)).ToList();

        Assert.Equal([50, 50, 20], requests.Select(request => request.InstanceIds!.Count));
        Assert.Equal(NodeIds.Many(120), requests.SelectMany(request => request.InstanceIds!));
        Assert.All(requests, request => Assert.Equal("Own", request.DocumentName));
        Assert.Equal((1, 3, 120), (_chunker.Duplicates, _chunker.Commands, _chunker.Nodes));
    }

    [Fact]
    public void Requests_do_not_share_their_nodes_with_others()
    {
        var request = new SendItem.Request(new SendCommandRequest { DocumentName = "Own", InstanceIds = NodeIds.Many(1) });

        Assert.Single(_chunker.Add(request));
        Assert.Single(_chunker.Add(request));
        Assert.Empty(Add(NodeIds.Numbered(0)));
        Assert.Equal(NodeIds.Many(1), _chunker.Flush()!.InstanceIds);
        Assert.Equal(0, _chunker.Duplicates);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_request_with_criteria_goes_as_it_is(bool withEmptyIds)
    {
        var request = new SendCommandRequest
        {
            DocumentName = "Own",
            InstanceIds = withEmptyIds ? [] : null,
            Targets = [new Target { Key = "tag:Role", Values = ["web"] }],
        };

        Assert.Same(request, Assert.Single(_chunker.Add(new SendItem.Request(request))));
        Assert.Equal((1, 0), (_chunker.Commands, _chunker.Nodes));
    }

    private IEnumerable<SendCommandRequest> Add(string id) => _chunker.Add(new SendItem.Node(id));
}
