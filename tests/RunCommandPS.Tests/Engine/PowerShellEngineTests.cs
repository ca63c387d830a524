namespace RunCommandPS.Tests.Engine;

public sealed class PowerShellEngineTests : IDisposable
{
    private readonly PowerShellEngine _engine = new(new EngineOptions { Module = null });

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void Output_and_every_stream_come_back()
    {
        var result = _engine.Run("""
            1
            Write-Warning 'careful'
            Write-Verbose 'detail' -Verbose
            Write-Error 'broken' -ErrorId Broken -TargetObject 7
            Write-Host 'hello'
            2
            """);

        Assert.Equal([1, 2], result.Values<int>());
        Assert.Equal("careful", Assert.Single(result.Warnings));
        Assert.Equal("detail", Assert.Single(result.Verbose));
        Assert.Equal("hello", Assert.Single(result.Information).ToString());
        Assert.Equal("hello\n", result.HostText);
        Assert.StartsWith("Broken", result.OnlyError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(7, result.OnlyError.TargetObject);
        Assert.Null(result.Failure);
    }

    [Fact]
    public void An_error_that_ends_the_script_is_the_failure_and_keeps_what_came_before()
    {
        var result = _engine.Run("1; throw 'enough'; 2");

        Assert.Equal([1], result.Values<int>());
        Assert.Equal("enough", result.Failure?.Exception.Message);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void Succeeded_reports_the_error() =>
        Assert.Contains(
            "broken", Assert.ThrowsAny<Exception>(() => _engine.Run("Write-Error broken").Succeeded()).Message, StringComparison.Ordinal);

    [Fact]
    public void Arguments_reach_the_script_as_they_are()
    {
        var table = new Dictionary<string, int> { ["a"] = 1 };

        Assert.Same(table, _engine.Run("param($Table, $Other) $Table", table, null).Succeeded().Output[0].BaseObject);
    }

    [Fact]
    public void A_script_that_never_ends_fails_its_test_by_name_and_leaves_nothing_to_wait_for()
    {
        using var end = new ManualResetEventSlim();
        TimeoutException failure;
        using (var engine = new PowerShellEngine(new EngineOptions { Module = null, Patience = TimeSpan.FromSeconds(0.2) }))
        {
            failure = Assert.Throws<TimeoutException>(() => engine.Run("$args[0].Wait() # deaf to Ctrl+C", end));
        }

        end.Set();
        Assert.Contains("deaf to Ctrl+C", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_stay_from_one_script_to_the_next()
    {
        _engine.Run("$x = 5").Succeeded();

        Assert.Equal([5], _engine.Run("$x").Values<int>());
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void Tables_are_as_wide_as_the_window(int width)
    {
        using var engine = new PowerShellEngine(new EngineOptions { Module = null, BufferWidth = width });

        var lines = engine.Show("[pscustomobject]@{ A = 'x' * 200; B = 'y' * 200 }").Split('\n');

        // The last column may stay free, for the cursor.
        Assert.InRange(lines.Max(line => line.Length), width - 1, width);
        Assert.DoesNotContain('\u001b', string.Concat(lines));
    }

    [Fact]
    public void Show_has_the_errors_too() =>
        Assert.Contains("broken", _engine.Show("Write-Error 'broken'"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Yes", true)]
    [InlineData("No", false)]
    public void A_confirmation_is_answered_by_label(string answer, bool expected)
    {
        _engine.Run("""
            function Remove-Thing { [CmdletBinding(SupportsShouldProcess)] param() $PSCmdlet.ShouldProcess('the thing') }
            """).Succeeded();
        _engine.Console.Answer(answer);

        Assert.Equal([expected], _engine.Run("Remove-Thing -Confirm").Succeeded().Values<bool>());
        Assert.Contains("the thing", Assert.Single(_engine.Console.Prompts), StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_nobody_answers_is_an_error_that_quotes_it()
    {
        var result = _engine.Run("function Get-It { param([Parameter(Mandatory)] $Name) $Name }; Get-It");

        Assert.Contains("Nobody is there to answer", result.OnlyError.Exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopping_ends_a_script_that_would_never_end()
    {
        using var running = _engine.Start("1; while ($true) { Start-Sleep -Seconds 100 }");
        await running.WrittenAsync(1);

        var result = await running.StopAsync();

        Assert.True(result.Stopped);
        Assert.Equal([1], result.Values<int>());
    }

    [Fact]
    public void Progress_comes_back()
    {
        var result = _engine.Run(
            "$ExecutionContext.Host.UI.WriteProgress(1, [System.Management.Automation.ProgressRecord]::new(1, 'Sending', '1 of 2'))");

        Assert.Equal("Sending", Assert.Single(result.Progress).Activity);
    }

    [Fact]
    public void The_developers_own_settings_are_out_of_reach()
    {
        var result = _engine.Run(
            "$env:AWS_PROFILE; $env:AWS_ACCESS_KEY_ID; $env:HOME; $env:AWS_CONFIG_FILE; $env:AWS_SHARED_CREDENTIALS_FILE").Succeeded();

        Assert.Equal([null, null], result.Output.Take(2));
        Assert.All(result.Output.Skip(2), item => Assert.Contains("RunCommandPS.Tests-home-", item.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void A_module_that_is_not_there_is_an_error_at_once() =>
        Assert.ThrowsAny<Exception>(() => new PowerShellEngine(new EngineOptions { Module = "/no/such/module.psd1" }));
}
