using System.Text.Json;
using RunCommandPS.Errors;

namespace RunCommandPS.Core.Tests.Errors;

public sealed class JsonProblemTests
{
    [Theory]
    [InlineData("foo", 1, 2)]
    [InlineData("{\n  \"a\": b\n}", 2, 8)]
    [InlineData("{\"über\": b}", 1, 10)]
    [InlineData("\"😀\" x", 1, 6)]
    [InlineData("{", 1, 2)]
    public void The_place_is_counted_as_editors_count(string text, int line, int position)
    {
        var exception = Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(text));

        Assert.Equal($"it can't be read at line {line}, position {position}", JsonProblem.Of(exception, text));
    }

    [Fact]
    public void A_problem_without_a_place_is_told_as_it_is() =>
        Assert.Equal("It is too deep", JsonProblem.Of(new JsonException("It is too deep."), "{}"));

    [Fact]
    public void A_place_beyond_the_text_is_its_end() =>
        Assert.Equal(
            "it can't be read at line 9, position 1",
            JsonProblem.Of(new JsonException("", null, lineNumber: 8, bytePositionInLine: 5), "{}"));
}
