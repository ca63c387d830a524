using RunCommandPS.Model;

namespace RunCommandPS.Core.Tests.Model;

/// <summary>What a node wrote can't steer the terminal that it is shown on.</summary>
public sealed class VisibleTextTests
{
    [Theory]
    [InlineData("\u001b[2J\u001b]0;title\u0007", "␛[2J␛]0;title␇")]
    [InlineData("50%\r99%\b\u007f\0", "50%␍99%␈␡␀")]
    [InlineData("\u009b31m\u0085", "<U+009B>31m<U+0085>")]
    [InlineData("a\u202eb\u2066c\u200fd\u061ce\u2028f\ufeff", "a<U+202E>b<U+2066>c<U+200F>d<U+061C>e<U+2028>f<U+FEFF>")]
    [InlineData("one\ttwo\nthree\r\nfour\r\r\n", "one\ttwo\nthree\r\nfour␍\r\n")]
    [InlineData("größer 日本 👩‍💻", "größer 日本 👩‍💻")]
    [InlineData(null, "")]
    public void What_steers_a_terminal_is_shown_as_a_sign(string? text, string shown) => Assert.Equal(shown, VisibleText.Of(text));

    [Fact]
    public void A_text_without_such_signs_is_not_copied()
    {
        var text = new string('x', 3);

        Assert.Same(text, VisibleText.Of(text));
    }

    [Fact]
    public void No_control_character_is_left()
    {
        var all = new string([.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code)]);

        Assert.Equal("\t\n", string.Concat(VisibleText.Of(all).Where(char.IsControl)));
    }

    [Theory]
    [InlineData("\u001b[1;31mred\u001b[0m", "\u001b[1;31mred\u001b[0m\u001b[0m")]
    [InlineData("\u001b[31mred\nplain", "\u001b[31mred\u001b[0m\nplain")]
    [InlineData("\u001b[31m\u001b[2J\u001b[38;5;1m\a", "\u001b[31m␛[2J\u001b[38;5;1m␇\u001b[0m")]
    [InlineData("\u001b[2J", "␛[2J")]
    [InlineData(null, "")]
    public void Colors_stay_for_whoever_wants_them_and_nothing_else_does(string? text, string shown) =>
        Assert.Equal(shown, VisibleText.WithColors(text));
}
