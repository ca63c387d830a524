using System.Text.RegularExpressions;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Streaming;

/// <summary>
/// A pipeline that ends before Send-RunCommand does. Nothing is sent any more, and whoever watches the console is told of every
/// command that the service accepted and the pipeline did not hand on.
/// </summary>
[Collection(nameof(EnvironmentCollection))]
public sealed partial class EarlyEndTests : IDisposable
{
    private const string Send = "$args[0] | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' }";

    private readonly PowerShellEngine _engine = new();
    private readonly SimulatorProbe _simulator;

    public EarlyEndTests() => _simulator = SimulatorProbe.Start(_engine, "-NodeCount 500");

    public void Dispose()
    {
        _engine.Run("Stop-RunCommandSimulator");
        _engine.Dispose();
    }

    [Fact]
    public void Select_First_ends_the_send()
    {
        var result = _engine.Run(Send + " | Select-Object -First 1", _simulator.NodeIds).Succeeded();

        Assert.Single(result.Output);
        var accepted = AssertEveryCommandIsKnown(result).Count;

        // Nothing is left that sends.
        Assert.Single(_engine.Run(Send, _simulator.NodeIds.Take(1)).Succeeded().Output);
        Assert.Equal(accepted + 1, _simulator.Calls("SendCommand").Count);
    }

    [Fact]
    public void Select_First_does_not_wait_for_answers_that_never_come()
    {
        _simulator.SpoilSends("Hang", afterAcceptance: true, [.. Enumerable.Range(2, 20)]);

        var result = _engine.Run(Send + " | Select-Object -First 1", _simulator.NodeIds).Succeeded();

        // Which of the requests is answered is up to chance: several are on their way, and the first to be counted gets the answer.
        var handedOn = Assert.IsAssignableFrom<IEnumerable<string>>(Assert.Single(result.Output).Properties["InstanceIds"].Value);
        var told = _engine.Console.Warnings.SelectMany(warning => NodeId().Matches(warning).Select(match => match.Value)).ToHashSet();
        Assert.All(_simulator.Calls("SendCommand").SelectMany(call => call.InstanceIds).Except(handedOn), id => Assert.Contains(id, told));
    }

    [Fact]
    public void What_was_confirmed_is_sent_whatever_becomes_of_the_rest()
    {
        // A prompt without an answer ends the send, as Ctrl+C at the prompt would.
        _engine.Console.Answer("Yes");

        _engine.Run(
            "Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -InstanceId $args[0] -Confirm", (object)_simulator.NodeIds);

        Assert.Equal(_simulator.NodeIds.Take(50), Assert.Single(_simulator.Calls("SendCommand")).InstanceIds);
    }

    [Fact]
    public void A_break_downstream_ends_the_send()
    {
        var result =
            _engine.Run($"foreach ($once in 1) {{ {Send} | ForEach-Object {{ $_; break }} }}; 'after'", _simulator.NodeIds).Succeeded();

        Assert.Equal("after", result.Output[^1].BaseObject);
        Assert.Equal(2, result.Output.Count);
        AssertEveryCommandIsKnown(result);
    }

    [Fact]
    public void An_error_downstream_ends_the_send()
    {
        var result = _engine.Run(Send + " | ForEach-Object { $_; throw 'enough' }", _simulator.NodeIds);

        Assert.Equal("enough", result.Failure?.Exception.Message);
        AssertEveryCommandIsKnown(result);
    }

    [Fact]
    public void ErrorAction_Stop_ends_the_send_at_the_first_refusal()
    {
        string[] ids = [.. NodeIds.MadeUp(50), .. _simulator.NodeIds];

        var result = _engine.Run(Send + " -ErrorAction Stop", (object)ids);

        Assert.Equal("InvalidInstanceId,RunCommandPS.Commands.SendRunCommandCommand", result.Failure?.FullyQualifiedErrorId);
        Assert.Empty(result.Errors);
        AssertEveryCommandIsKnown(result);
    }

    [Fact]
    public void An_upstream_that_fails_ends_the_send()
    {
        var ids = new WatchedSequence<string>(_simulator.NodeIds, taken =>
        {
            if (taken == 120)
            {
                HangGuard.Await(() => _simulator.Calls("SendCommand").Count == 2, "both full chunks");
                throw new InvalidOperationException("The inventory is gone.");
            }
        });

        var result = _engine.Run(Send, ids);

        Assert.Contains(
            "The inventory is gone.", string.Join('\n', result.AllErrors.Select(ScriptResult.Describe)), StringComparison.Ordinal);
        Assert.Equal(2, AssertEveryCommandIsKnown(result).Count);
    }

    [Fact]
    public async Task Ctrl_C_tells_of_commands_that_waited_for_a_busy_pipeline()
    {
        using var script = _engine.Start(
            "Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -InstanceId $args[0] | ForEach-Object { $_; "
                + "while ($true) { [Threading.Thread]::Sleep(1) } }",
            _simulator.NodeIds);
        await script.WrittenAsync(1);

        var result = await script.StopAsync();

        Assert.True(result.Stopped);
        AssertEveryCommandIsKnown(result);
    }

    [Fact]
    public async Task Ctrl_C_tells_of_nodes_whose_command_may_run_unseen()
    {
        _simulator.SpoilSends("Hang", afterAcceptance: true);
        using var script = _engine.Start(Send + " -ThrottleLimit 3", _simulator.NodeIds);
        HangGuard.Await(() => _simulator.Calls("SendCommand").Count == 3, "three commands that are not answered");

        var result = await script.StopAsync();

        Assert.True(result.Stopped);
        Assert.Empty(result.Output);
        var calls = _simulator.Calls("SendCommand");
        Assert.Equal(3, calls.Count);
        Assert.Equal(3, _engine.Console.Warnings.Count);
        Assert.All(_engine.Console.Warnings, warning => Assert.Contains("may have been accepted", warning, StringComparison.Ordinal));
        Assert.Equal(
            calls.SelectMany(call => call.InstanceIds).Order(),
            _engine.Console.Warnings.SelectMany(warning => NodeId().Matches(warning).Select(match => match.Value)).Order());

        // Nothing is left that sends, neither what waited in line nor a second attempt.
        _simulator.ClearFaults();
        Assert.Single(_engine.Run(Send, _simulator.NodeIds.Take(1)).Succeeded().Output);
        Assert.Equal(4, _simulator.Calls("SendCommand").Count);
    }

    // Written or told of, every command that the service has; and no other.
    private List<string> AssertEveryCommandIsKnown(ScriptResult result)
    {
        var known = result.Output.Select(item => item.ToString()).Concat(_engine.Console.Warnings)
            .SelectMany(text => CommandId().Matches(text).Select(match => match.Value)).ToHashSet();
        var accepted = _engine.Run("Get-RunCommand").Succeeded().Output.Select(command => command.ToString()).ToList();
        Assert.Equal(accepted.Order(), known.Order());
        Assert.Equal(accepted.Count, _simulator.Calls("SendCommand").Count(call => call.HttpStatusCode == 200));
        return accepted;
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex CommandId();

    [GeneratedRegex("i-[0-9a-f]{17}")]
    private static partial Regex NodeId();
}
