using RunCommandPS.Reading;

namespace RunCommandPS.Core.Tests.Reading;

/// <summary>What targets ask the service for is what SendCommand would choose by them.</summary>
public sealed class NodeCriteriaTests
{
    private const string A = "i-0aaaaaaaaaaaaaaaa";
    private const string B = "i-0bbbbbbbbbbbbbbbb";
    private const string C = "i-0cccccccccccccccc";

    [Fact]
    public void Ids_that_are_named_twice_over_are_those_in_both()
    {
        var criteria = NodeCriteria.Of([Target("InstanceIds", A, B), Target("instanceids", B, C, B)]);

        Assert.Equal([B], criteria.Query.InstanceIds);
        Assert.Empty(criteria.Query.Filters);
        Assert.True(criteria.AreNamed);
    }

    [Fact]
    public void Tags_narrow_ids_and_each_other()
    {
        var criteria = NodeCriteria.Of([Target("tag:Role", "web", "db"), Target("InstanceIds", A), Target("tag:Env", "prod")]);

        Assert.Equal([A], criteria.Query.InstanceIds);
        Assert.Equal(["tag:Role=web,db", "tag:Env=prod"], criteria.Query.Filters.Select(filter => filter.ToString()));
        Assert.False(criteria.AreNamed);
    }

    [Theory]
    [InlineData("InstanceIds=i-0aaaaaaaaaaaaaaaa InstanceIds=i-0bbbbbbbbbbbbbbbb")]
    [InlineData("InstanceIds=i-0aaaaaaaaaaaaaaaa InstanceIds=i-0bbbbbbbbbbbbbbbb tag:Role=web")]
    [InlineData("InstanceIds=web-1")]
    [InlineData("resource-groups:Name=web")]
    public async Task What_can_name_no_node_is_not_asked_as_a_question_for_all(string targets)
    {
        using var service = new FakeService();

        var criteria = NodeCriteria.Of(
            targets.Split(' ').Select(text => text.Split('=')).Select(parts => Target(parts[0], parts[1])).ToList());

        Assert.Empty(await criteria.NodesAsync(new NodeReader(service), TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_resource_group_can_not_be_asked_for() =>
        Assert.Equal("resource-groups:Name", NodeCriteria.Of([Target("tag:a", "b"), Target("resource-groups:Name", "web")]).UnknownKey);

    private static Target Target(string key, params string[] values) => new() { Key = key, Values = values };
}
