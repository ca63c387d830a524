using System.Diagnostics;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Terminals;

/// <summary>A terminal with the module in it and a fleet to send to, shared by the tests of a class because a pwsh costs seconds.</summary>
/// <remarks>The fleet's time stands still, so that what runs on it never ends unless a test lets time pass.</remarks>
public sealed class TerminalSession : IAsyncLifetime
{
    public const int NodeCount = 120;

    private readonly PowerShellEngine _engine = new();

    internal SimulatorProbe Fleet { get; private set; } = null!;

    internal Terminal Terminal { get; private set; } = null!;

    /// <summary>
    /// What a session on this fleet begins with: the module, the address and the keys of the fleet, and its nodes in <c>$nodes</c>.
    /// </summary>
    internal string Profile => $$"""
        Import-Module -Name '{{BuiltModule.Manifest}}' -ErrorAction Stop
        $nodes = '{{string.Join("','", Fleet.NodeIds)}}'
        $env:AWS_REGION = '{{Fleet.Region}}'
        $env:AWS_ENDPOINT_URL_SSM = '{{Fleet.Endpoint}}'
        $env:AWS_ACCESS_KEY_ID = '{{Fleet.AccessKeyId}}'
        $env:AWS_SECRET_ACCESS_KEY = '{{Fleet.SecretAccessKey}}'
        """;

    public async ValueTask InitializeAsync()
    {
        if (Terminal.Absence is null)
        {
            Fleet = SimulatorProbe.StartApart(NodeCount, "eu-west-1", isTimeStepped: true);
            Terminal = await Terminal.OpenAsync(120, Profile);
        }
    }

    public ValueTask DisposeAsync()
    {
        Terminal?.Dispose();
        Fleet?.Dispose();
        _engine.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits for something that happens at the fleet.</summary>
    internal static async Task UntilAsync(Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60), "It did not come about.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
