using System.Diagnostics;
using RunCommandPS.Documents;

namespace RunCommandPS.Core.Tests.Documents;

public sealed class AllowedPatternTests
{
    [Theory]
    [InlineData("a|ab", "ab", true)]
    [InlineData("[1-9]|1[0-9]", "19", true)]
    [InlineData("[1-9]|1[0-9]", "199", false)]
    [InlineData("(?i)abc", "ABC", true)]
    [InlineData("abc", "ABC", false)]
    [InlineData(@"\w+", "é", false)]
    [InlineData(@"\s", "\u00a0", false)]
    [InlineData(@"\p{L}", "é", true)]
    [InlineData(@"[\s\S]*", "a\r\nb", true)]
    [InlineData("a$", "a\n", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData(".*", "İ", true)]
    public void The_whole_value_must_match_and_classes_are_those_of_ASCII(string pattern, string value, bool matches) =>
        Assert.Equal(matches, new AllowedPattern(pattern).IsMatch(value));

    [Fact]
    public void A_pattern_of_exponential_time_ends_in_a_mismatch()
    {
        var clock = Stopwatch.StartNew();

        Assert.False(new AllowedPattern("(a|aa|aaa)+b?c").IsMatch(new string('a', 5_000)));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"The match took {clock.Elapsed}.");
    }
}
