using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>The forms in which a script can name a variable of the caller.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class UsingVariableTests : IDisposable
{
    private readonly RunSession _session = new("-NodeCount 1");

    public UsingVariableTests() =>
        _session.Engine.Run("$name = 'me'; $list = 1, 22; $pair = @{ Object = 'x'; Number = 2 }; $env:RUN_USING = 'set'").Succeeded();

    public void Dispose()
    {
        _session.Engine.Run("$env:RUN_USING = $null").Succeeded();
        _session.Dispose();
    }

    [Theory]
    [InlineData("${using:name}", "me")]
    [InlineData("\"a`n`t$using:name ${using:name}s\"", "a\n\tme mes")]
    [InlineData("\"<${using:name}s> $($using:list[1])\"", "<mes> 22")]
    [InlineData("\"it`t`$using:name $using:name\"", "it\t$using:name me")]
    [InlineData("$using:global:name", "me")]
    [InlineData("$using:env:RUN_USING", "set")]
    [InlineData("function Join-Pair { param($Object, $Number) \"$Object$Number\" }; Join-Pair @using:pair", "x2")]
    public void Every_form_is_the_callers(string script, string expected) =>
        Assert.Equal(expected + "\n", Run(script));

    [Fact]
    public void A_job_of_the_script_has_the_variables_of_the_script()
    {
        _session.Invoke(
            "{ $name = 'theirs'; Start-Job { $using:name }; Invoke-Command -ComputerName x -ScriptBlock { $using:nowhere }; $using:name }")
            .Succeeded();

        Assert.Contains("Start-Job { $using:name }", _session.SentScript(), StringComparison.Ordinal);
        Assert.Contains("{ $using:nowhere }", _session.SentScript(), StringComparison.Ordinal);
    }

    private string Run(string script)
    {
        _session.Invoke("$args[1] -Shell PowerShell", "", script);
        var (output, error, _) = NodePowerShell.Run(_session.SentScript());
        return output + error;
    }
}
