using System.Security;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>What a shell on the node is given, run by a real one.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class ShellScriptTests : IDisposable
{
    private readonly RunSession _session = new("-NodeCount 1 -Execution Process");

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("it's")]
    [InlineData("'; rm -rf / #")]
    [InlineData("$HOME `id` $(id) \\ \" * ? ~ !")]
    [InlineData("-n")]
    [InlineData("line one\nline two\n\n")]
    [InlineData("grüße 🚀")]
    [InlineData("dos\r\nline\r")]
    [InlineData("{{ssm:secret}} {{{{")]
    public void An_argument_arrives_as_it_was(string argument) =>
        Assert.Equal($"<{argument}>", Output("'printf \"<%s>\" \"$1\"' -ArgumentList $args[1]", argument));

    [Fact]
    public void Arguments_keep_their_places_and_are_the_same_on_every_machine() =>
        Assert.Equal("<1><><true><2.5><x><>", Output("'printf \"<%s>\" \"$@\"' -ArgumentList 1, $null, $true, 2.5, 'x', ''"));

    [Fact]
    public void A_script_is_sent_as_it_was_written_after_its_title_and_defaults_on_its_own_lines()
    {
        _session.Invoke("$args[1]", "", "true\r\n  printf hi\r\n").Succeeded();

        var sent = _session.SentScript();
        Assert.StartsWith(": true; ", sent, StringComparison.Ordinal);
        Assert.EndsWith("; true\n  printf hi\n", sent, StringComparison.Ordinal);
        Assert.Equal(2, sent.Count(character => character == '\n'));
    }

    [Theory]
    [InlineData("Sh", "")]
    [InlineData("Sh", "-SuccessExitCode 2 -Environment @{ A = \"x`ny\" }")]
    [InlineData("Python", "-ArgumentList a")]
    [InlineData("PowerShell", "-SuccessExitCode 2")]
    [InlineData("Pwsh", "-Environment @{ A = 1 }")]
    public void What_is_sent_again_is_shown_as_it_was_written(string shell, string more)
    {
        _session.Invoke($"$args[1] -Shell {shell} -ExecutionTimeout 60 {more}", "-ErrorAction SilentlyContinue", "echo 'it''s'\necho two");

        var shown = _session.Engine.Run("Get-RunCommand | Restart-RunCommand -All -WhatIf").Succeeded().HostText;

        Assert.Contains("; commands = echo 'it''s'; echo two again", shown.ReplaceLineEndings(""), StringComparison.Ordinal);
        Assert.Matches(
            @"(?m)^Parameters +: commands = echo 'it''s'\n {36}echo two\n {25}executionTimeout = 60\n(?! {25})",
            _session.Engine.Show("Get-RunCommand -First 1 | Format-List").ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_file_for_another_program_is_run_by_it()
    {
        using var file = new ScriptFile("deploy", "#!/usr/bin/env -S awk -f\nBEGIN { print ARGV[1] \"$HOME END_OF_SCRIPT_\"; exit 5 }\n");

        var result = _session.Invoke("-FilePath $args[1] -ArgumentList \"it's\"", "", file.Path);

        var node = Assert.Single(result.Output);
        Assert.Equal("it's$HOME END_OF_SCRIPT_\n", node.Properties["StandardOutput"].Value);
        Assert.Equal(5, node.Properties["ResponseCode"].Value);
    }

    [Fact]
    public void The_working_directory_and_the_time_out_are_the_documents()
    {
        _session.Invoke("'pwd' -WorkingDirectory /usr -ExecutionTimeout '00:01:30' -Comment note").Succeeded();

        Assert.Contains("\"workingDirectory\":[\"/usr\"]", _session.Simulator.Calls("SendCommand")[^1].Body, StringComparison.Ordinal);
        Assert.Contains("\"executionTimeout\":[\"90\"]", _session.Simulator.Calls("SendCommand")[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public void What_can_not_be_an_argument_is_refused_before_anything_is_sent()
    {
        using var secret = new SecureString();
        Assert.Equal("InvalidParameterValue", Code(_session.Invoke("'x' -ArgumentList @{}")));
        Assert.Equal("InvalidParameterValue", Code(_session.Invoke("'x' -ArgumentList \"a`0b\"")));
        Assert.Equal("SecretParameterValue", Code(_session.Invoke("'x' -ArgumentList a, $args[1]", "", secret)));
        Assert.Empty(_session.Simulator.Calls("SendCommand"));
    }

    private static string Code(ScriptResult result) => result.Errors[0].FullyQualifiedErrorId.Split(',')[0];

    private string Output(string parameters, params ReadOnlySpan<object?> arguments) =>
        (string)Assert.Single(_session.Invoke(parameters, "", arguments).Succeeded().Output).Properties["StandardOutput"].Value;
}
