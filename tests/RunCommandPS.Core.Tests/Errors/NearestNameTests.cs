using RunCommandPS.Errors;

namespace RunCommandPS.Core.Tests.Errors;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("us-east-1", "us-east-1")]
    [InlineData("US-EAST-1", "us-east-1")]
    [InlineData("us-eats-1", "us-east-1")]
    [InlineData("us-est-1", "us-east-1")]
    [InlineData("eu-centrall-1", "eu-central-1")]
    [InlineData("eu-west-7", "eu-west-1")]
    [InlineData("moon", null)]
    [InlineData("", null)]
    public void The_nearest_is_proposed_if_it_is_near(string name, string? nearest) =>
        Assert.Equal(nearest, NearestName.To(name, ["us-east-1", "us-west-2", "eu-central-1", "eu-west-1"]));

    [Fact]
    public void Among_nothing_there_is_nothing_near() => Assert.Null(NearestName.To("anything", []));
}
