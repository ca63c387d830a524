using System.Management.Automation;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Streaming;

/// <summary>What reads page after page shows that it goes on, when that takes longer than a moment.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class ReadingProgressTests : IDisposable
{
    // Longer than the moment that is waited before anything is shown.
    private static readonly TimeSpan LongAnswer = TimeSpan.FromSeconds(2.1);

    private readonly PowerShellEngine _engine = new();
    private readonly SimulatorProbe _simulator;

    public ReadingProgressTests() => _simulator = SimulatorProbe.Start(_engine, "-NodeCount 150");

    public void Dispose()
    {
        _engine.Run("Stop-RunCommandSimulator");
        _engine.Dispose();
    }

    [Theory]
    [InlineData("Get-RunCommandNode -Name nobody*", "DescribeInstanceInformation", "Getting managed nodes", "51 nodes so far")]
    [InlineData("$commands | Receive-RunCommandOutput -Fold", "ListCommandInvocations", "Receiving output", "51 nodes so far")]
    [InlineData("$commands | Get-RunCommandInvocation", "ListCommandInvocations", "Getting invocations", "51 invocations so far")]
    public void A_long_read_shows_how_much_was_read(string script, string operation, string activity, string status)
    {
        _engine.Run("$commands = Get-RunCommandNode | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } | Wait-RunCommand")
            .Succeeded();
        var before = _simulator.Calls(operation).Count;
        _simulator.WhenAnswering(call =>
        {
            if (call.Operation == operation && _simulator.Calls(operation).Count == before + 2)
            {
                Thread.Sleep(LongAnswer);
            }
        });

        var progress = _engine.Run(script).Succeeded().Progress;

        Assert.All(progress, record => Assert.Equal(activity, record.Activity));
        Assert.Equal(status, progress[0].StatusDescription);
        Assert.Equal(ProgressRecordType.Completed, progress[^1].RecordType);
    }

    [Fact]
    public void A_quick_read_shows_nothing() => Assert.Empty(_engine.Run("Get-RunCommandNode").Succeeded().Progress);
}
