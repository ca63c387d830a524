using System.Text;
using CsCheck;
using RunCommandPS.Storage;

namespace RunCommandPS.Core.Tests.Storage;

public sealed class CheckedLineTests
{
    private static readonly Gen<string> Json = Gen.String[Gen.Char.AlphaNumeric, 0, 40].Select(text => $$"""{"text":"{{text}}"}""");

    [Fact]
    public void A_line_is_whole_and_still_JSON() => Json.ForEach(200, json =>
    {
        var line = CheckedLine.Write(Encoding.UTF8.GetBytes(json));

        Assert.Equal((byte)'\n', line[^1]);
        Assert.True(CheckedLine.IsWhole(line.AsSpan(..^1)));
        using var parsed = System.Text.Json.JsonDocument.Parse(line);
        Assert.Equal(["text", "sum"], parsed.RootElement.EnumerateObject().Select(member => member.Name));
    });

    [Fact]
    public void A_line_of_which_a_byte_is_changed_or_missing_is_not_whole() => Json.ForEach(20, json =>
    {
        var line = CheckedLine.Write(Encoding.UTF8.GetBytes(json))[..^1];
        for (var i = 0; i < line.Length; i++)
        {
            var changed = line.ToArray();
            changed[i] ^= 1;
            Assert.False(CheckedLine.IsWhole(changed), $"byte {i} of {json}");
            Assert.False(CheckedLine.IsWhole(line.AsSpan(..i)), $"{i} bytes of {json}");
        }
    });

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"sum\":\"0123456789ABCDEF\"}")]
    [InlineData(",\"sum\":\"0123456789ABCDEF\"}")]
    public void What_is_no_checked_line_is_not_whole(string line) => Assert.False(CheckedLine.IsWhole(Encoding.UTF8.GetBytes(line)));

    [Fact]
    public void Lines_are_read_however_long_they_are_and_what_follows_the_last_one_is_left_out()
    {
        var texts = new[] { 1, 70_000, 3, 200_000, 64 * 1024 }.Select(length => $$"""{"t":"{{new string('x', length)}}"}""").ToArray();
        using var stream = new MemoryStream(
            [.. texts.SelectMany(text => CheckedLine.Write(Encoding.UTF8.GetBytes(text))), .. "{\"torn\":"u8]);

        var lines = LineReader.Read(stream).Select(line => (line.Number, line.Bytes.Length, line.IsWhole)).ToList();

        Assert.Equal([1, 2, 3, 4, 5], lines.Select(line => line.Number));
        Assert.Equal(texts.Select(text => CheckedLine.Write(Encoding.UTF8.GetBytes(text)).Length - 1), lines.Select(line => line.Length));
        Assert.All(lines, line => Assert.True(line.IsWhole));
    }
}
