using System.Collections;
using System.Management.Automation;
using System.Security;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>Scripts and values that could get out of what they are wrapped in, run by the real engine.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class ScriptEndingTests : IDisposable
{
    private readonly RunSession _session = new("-NodeCount 1");

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("'a' # the end", "a\n", 0)]
    [InlineData("@'\nb\n'@", "b\n", 0)]
    [InlineData("[CmdletBinding()] param([string]$Name = 'c') begin { 1 } process { $Name } end { 3 }", "1\nc\n3\n", 0)]
    [InlineData("'a'; return 'b'; 'c'", "a\nb\n", 0)]
    [InlineData("'a'; break; 'c'", "a\n", 0)]
    [InlineData("'a'; continue; 'c'", "a\n", 0)]
    [InlineData("sh -c 'exit 5'; break", "", 5)]
    [InlineData("Set-StrictMode -Version Latest; 'a'", "a\n", 0)]
    [InlineData("#requires -Version 4\n'a'", "a\n", 0)]
    [InlineData("class P { [int] $N = 4 }; [P]::new().N", "4\n", 0)]
    [InlineData("sh -c 'exit 5'; $global:LASTEXITCODE = 0", "", 0)]
    [InlineData("trap { 'trapped'; continue } throw 'x'", "trapped\n", 0)]
    [InlineData("'grüße 🚀'", "grüße 🚀\n", 0)]
    public void Whatever_a_script_ends_with_it_ends_as_it_would(string script, string output, int exitCode)
    {
        var ran = Run("$args[1] -Shell PowerShell", script);

        Assert.Equal((output, exitCode), (ran.Output, ran.ExitCode));
    }

    [Theory]
    [InlineData("1; break; 2", 0)]
    [InlineData("1; continue; 2", 0)]
    [InlineData("1; return; 2", 0)]
    [InlineData("1; exit 3", 3)]
    [InlineData("1; exit", 0)]
    [InlineData("1; sh -c 'exit 5'", 5)]
    public void Objects_before_the_end_come_back_however_it_comes(string script, int exitCode)
    {
        var result = ReceiveAll(_session, "$args[1] -AsObject -SummaryVariable summary", script);

        Assert.Equal([1], result.Output.Select(item => item.BaseObject));
        Assert.Equal(exitCode == 0 ? 0 : 1, result.Errors.Count);
        Assert.DoesNotContain(
            result.Errors, error => error.FullyQualifiedErrorId.StartsWith("ObjectsUnavailable", StringComparison.Ordinal));
    }

    [Fact]
    public void A_script_block_with_a_comment_at_its_end_arrives() =>
        Assert.Equal("3\n", Run("{ & $args[0] } -ArgumentList ([scriptblock]::Create('1 + 2 # three'))").Output);

    [Fact]
    public void Keys_that_differ_in_case_only_arrive() =>
        Assert.Equal(
            "2\n", Run("{ $args[0].Count } -ArgumentList $args[1]", new Dictionary<string, object> { ["a"] = 1, ["A"] = 2 }).Output);

    [Fact]
    public void A_value_that_has_itself_in_it_is_an_error()
    {
        var circle = new Hashtable();
        circle["self"] = circle;

        Assert.StartsWith(
            "InvalidParameterValue",
            _session.Invoke("{ $args } -ArgumentList $args[1]", "", circle).Errors[0].FullyQualifiedErrorId,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_is_found_in_what_is_sent_as_an_object()
    {
        using var secret = new SecureString();
        foreach (var value in new object[]
        {
            new List<object> { secret }, new List<object> { new System.Net.NetworkCredential("u", "p") },
            Tuple.Create(new PSCredential("u", secret)),
        })
        {
            Assert.StartsWith(
                "SecretParameterValue",
                _session.Invoke("{ $args } -ArgumentList (, $args[1])", "", [value]).Errors[0].FullyQualifiedErrorId,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_reference_in_an_argument_is_text()
    {
        _session.Invoke("{ $args } -ArgumentList $args[1]", "", "a{{ssm:secret}}b{{{{x");

        Assert.DoesNotContain("{{", _session.SentScript(), StringComparison.Ordinal);
        Assert.Equal("a{{ssm:secret}}b{{{{x\n", NodePowerShell.Run(_session.SentScript()).Output);
    }

    private (string Output, string Error, int ExitCode) Run(string parameters, params ReadOnlySpan<object?> arguments)
    {
        _session.Invoke(parameters, "", arguments);
        return NodePowerShell.Run(_session.SentScript());
    }

    // What comes back when a node writes just what the script does.
    private static ScriptResult ReceiveAll(RunSession sender, string parameters, params ReadOnlySpan<object?> arguments)
    {
        sender.Invoke(parameters, "", arguments);
        var (output, error, exitCode) = NodePowerShell.Run(sender.SentScript());
        using var session = new RunSession(
            "-NodeCount 1 -Answer $argument",
            new Hashtable { ["StandardOutput"] = output, ["StandardError"] = error, ["ExitCode"] = exitCode });
        return session.Invoke(parameters, "", arguments);
    }
}
