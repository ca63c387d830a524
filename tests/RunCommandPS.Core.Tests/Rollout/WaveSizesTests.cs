using RunCommandPS.Rollout;

namespace RunCommandPS.Core.Tests.Rollout;

/// <summary>How many nodes each wave has.</summary>
public sealed class WaveSizesTests
{
    [Theory]
    [InlineData("1, 10%, 50%", 300, "1, 30, 150, 119")]
    [InlineData("1", 3, "1, 1, 1")]
    [InlineData("10%", 5, "1, 1, 1, 1, 1")]
    [InlineData("100%", 7, "7")]
    [InlineData("50", 20, "20")]
    [InlineData("5, 1%", 8, "5, 1, 1, 1")]
    [InlineData("33%", 100, "33, 33, 33, 1")]
    [InlineData("1", 0, "")]
    public void The_last_size_repeats_until_all_nodes_are_in_a_wave(string sizes, int nodes, string expected) =>
        Assert.Equal(expected, string.Join(", ", WaveSizes.Of(sizes.Split(", "), nodes, nodes)));

    [Fact]
    public void Percentages_are_of_all_nodes_also_where_fewer_are_left() =>
        Assert.Equal([30, 10], WaveSizes.Of(["10%"], all: 300, left: 40));
}
