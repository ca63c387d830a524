using RunCommandPS.Documents;

namespace RunCommandPS.Core.Tests.Documents;

public sealed class SentScriptTests
{
    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("uptime")]
    [InlineData(": > /var/log/app.log", "true")]
    [InlineData("{ echo a; }")]
    [InlineData("{", "}")]
    [InlineData("'text' | Out-Host")]
    [InlineData("using namespace System.Text; {", "1")]
    [InlineData("cat > \"$script\" <<'END' || exit 1", "a", "END")]
    public void What_others_sent_is_what_it_is(params string[] commands) => Assert.Equal(commands, SentScript.Lines(commands));

    [Fact]
    public void A_script_of_the_shell_is_what_comes_after_title_and_defaults() =>
        Assert.Equal(["a; b", "c"], SentScript.Lines([$": a; set -- 'x'; {SentScript.ShellDefaults}a; b", "c"]));

    [Fact]
    public void A_script_in_a_file_is_what_is_put_into_it() => Assert.Equal(
        ["import os", "END", "x"],
        SentScript.Lines(
        [
            $": import os; {SentScript.ShellDefaults}script=$(mktemp) || exit 1", "trap 'rm -f \"$script\"' EXIT",
            "cat > \"$script\" <<'END_' || exit 1", "import os", "END", "x", "END_", "python3 \"$script\" \"$@\"",
        ]));

    [Fact]
    public void A_script_of_PowerShell_is_what_the_block_has() => Assert.Equal(
        ["'it''s'", "2"], SentScript.Lines(["using namespace A; {'it''s'", "2", SentScript.PowerShellEnd, "exit"]));

    [Fact]
    public void A_script_for_PowerShell_7_is_in_the_text() => Assert.Equal(
        ["'it’s' ?? 1", "2"],
        SentScript.Lines(["'{''it’’s'' ?? 1", "2", SentScript.PowerShellEnd, "exit", SentScript.TextEnd, "more"]));

    [Theory]
    [InlineData("#!/bin/sh\nset -eu\n\n  echo a \necho b", "echo a")]
    [InlineData("#!/bin/sh", "#!/bin/sh")]
    [InlineData("\n \n", null)]
    public void The_title_is_the_first_line_that_says_something(string script, string? title) =>
        Assert.Equal(title, ScriptTitle.Of([script]));
}
