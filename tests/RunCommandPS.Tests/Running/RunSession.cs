using System.Text.Json;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>A session with a simulator, for runs.</summary>
internal sealed class RunSession : IDisposable
{
    // Often enough that no test waits, and seldom enough that a call has its turn.
    private const string Interval = "-PollingInterval 0.02";

    public RunSession(string simulator = "-NodeCount 3", object? argument = null)
    {
        Engine.Run("$argument = $args[0]", argument).Succeeded();
        Simulator = SimulatorProbe.Start(Engine, simulator);
    }

    public PowerShellEngine Engine { get; } = new();

    public SimulatorProbe Simulator { get; }

    /// <summary>Invoke-RunCommand on all nodes.</summary>
    /// <param name="parameters">The script and what else it takes.</param>
    /// <param name="more">What comes after it in the pipeline.</param>
    /// <param name="arguments">What the script sees as <c>$args</c>, after the nodes.</param>
    public ScriptResult Invoke(string parameters, string more = "", params ReadOnlySpan<object?> arguments) =>
        Engine.Run($"$nodes = $args[0]; $nodes | Invoke-RunCommand {parameters} {Interval} {more}", [Simulator.NodeIds, .. arguments]);

    /// <summary>As <see cref="Invoke"/>, without waiting for its end.</summary>
    public RunningScript Start(string parameters, string more = "") =>
        Engine.Start($"$nodes = $args[0]; $nodes | Invoke-RunCommand {parameters} {Interval} {more}", Simulator.NodeIds);

    /// <summary>Waits until so many commands were sent.</summary>
    public Task SentAsync(int commands) => HangGuard.AwaitAsync(
        () => Simulator.Calls("SendCommand").Count(call => call.HttpStatusCode == 200) >= commands, $"{commands} accepted sends");

    /// <summary>Waits until an operation was called so often.</summary>
    public Task CalledAsync(string operation, int calls = 1) =>
        HangGuard.AwaitAsync(() => Simulator.Calls(operation).Count >= calls, $"{calls} calls of {operation}");

    /// <summary>The script that the last command has for the nodes.</summary>
    public string SentScript()
    {
        using var body = JsonDocument.Parse(Simulator.Calls("SendCommand")[^1].Body);
        return string.Join(
            '\n', body.RootElement.GetProperty("Parameters").GetProperty("commands").EnumerateArray().Select(line => line.GetString()))
            + "\n";
    }

    public void Dispose()
    {
        Simulator.Dispose();
        Engine.Dispose();
    }
}
