using RunCommandPS.Sending;

namespace RunCommandPS.Core.Tests.Sending;

/// <summary>Which keys targets have, and what was meant by another.</summary>
public sealed class TargetRulesTests
{
    [Theory]
    [InlineData("tag:Role", "web")]
    [InlineData("tag:Größe 2", "x")]
    [InlineData("InstanceIds", "i-0aaaaaaaaaaaaaaaa")]
    [InlineData("instanceids", "mi-0aaaaaaaaaaaaaaaa")]
    [InlineData("resource-groups:Name", "web")]
    [InlineData("resource-groups:ResourceTypeFilters", "AWS::EC2::Instance")]
    public void A_key_that_there_is_is_taken(string key, string value) =>
        Assert.Empty(TargetRules.Violations(new Target { Key = key, Values = [value] }));

    [Theory]
    [InlineData("Role", "tag:Role=x")]
    [InlineData("TAG:Role", "tag:Role=x")]
    [InlineData("tags:Role", "tag:Role=x")]
    [InlineData("InstanceId", "InstanceIds=x")]
    [InlineData("Instance-Ids", "InstanceIds=x")]
    [InlineData("resource-groups:name", "resource-groups:Name=x")]
    [InlineData("resource-group:Name", "resource-groups:Name=x")]
    [InlineData("aws:autoscaling", null)]
    [InlineData("tag:", null)]
    [InlineData("", null)]
    [InlineData("a!b", null)]
    public void Another_key_is_refused_with_what_may_have_been_meant(string key, string? meant)
    {
        var target = new Target { Key = key, Values = ["x"] };

        var violation = Assert.Single(TargetRules.Violations(target));

        Assert.StartsWith($"'{key}' is not a target key", violation, StringComparison.Ordinal);
        Assert.Equal(meant, TargetRules.Suggestion(target)?.ToString());
        Assert.Equal(meant is not null, violation.Contains($"Did you mean {meant}?", StringComparison.Ordinal));
    }

    [Fact]
    public void A_target_has_from_1_to_50_values()
    {
        Assert.Contains("no values", Assert.Single(TargetRules.Violations(new Target { Key = "tag:a" })), StringComparison.Ordinal);
        Assert.Contains(
            "51 values",
            Assert.Single(TargetRules.Violations(new Target { Key = "tag:a", Values = Enumerable.Repeat("b", 51).ToList() })),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_that_is_named_is_named_by_its_id() =>
        Assert.Contains(
            "'web-1'",
            Assert.Single(TargetRules.Violations(new Target { Key = "InstanceIds", Values = ["web-1", "i-0aaaaaaaaaaaaaaaa"] })),
            StringComparison.Ordinal);
}
