using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace RunCommandPS.Tests.Engine;

/// <summary>
/// A PowerShell session of its own, with a test host and the built module in it. Variables stay from one script to the
/// next, as at a prompt. Not for use by two threads at once.
/// </summary>
public sealed class PowerShellEngine : IDisposable
{
    private readonly Runspace _runspace;
    private readonly TestHost _host;
    private readonly TimeSpan _patience;
    private RunningScript? _last;

    // For Out-String. The engine keeps this once for the whole process, so that no session may change it for the others.
    static PowerShellEngine() => PSStyle.Instance.OutputRendering = OutputRendering.PlainText;

    /// <exception cref="RuntimeException">The module can't be imported.</exception>
    public PowerShellEngine(EngineOptions? options = null)
    {
        options ??= new EngineOptions();
        _patience = options.Patience;
        _host = new TestHost(options.BufferWidth, options.ShowsColors, options.PrivateData);
        _runspace = RunspaceFactory.CreateRunspace(_host, InitialState());
        _runspace.Open();
        if (options.Module is not null)
        {
            Run("Import-Module -Name $args[0] -ErrorAction Stop", options.Module).Succeeded();
        }
    }

    /// <summary>The console: answers to prompts go in here.</summary>
    public TestHostUI Console => _host.Console;

    /// <summary>What the last script passed to <c>exit</c>; null where none did.</summary>
    public int? ExitCode => _host.ExitCode;

    /// <summary>How often a nested prompt was opened.</summary>
    public int NestedPrompts => _host.NestedPrompts;

    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">PowerShell.</param>
    /// <param name="arguments">What the script sees as <c>$args</c>, or binds to its <c>param</c>.</param>
    public ScriptResult Run(string script, params ReadOnlySpan<object?> arguments)
    {
        using var running = Start(script, arguments);
        return running.Completion.GetAwaiter().GetResult();
    }

    /// <summary>Runs a script and shows its output and errors as a console would.</summary>
    /// <returns>The shown text, with line feeds as line ends; without colors, unless the console shows them.</returns>
    public string Show(string script, params ReadOnlySpan<object?> arguments)
    {
        var powerShell = Script(script, arguments);
        powerShell.Commands.Commands[^1].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        powerShell.AddCommand("Out-Default");
        using var running = Running(powerShell);
        return running.Completion.GetAwaiter().GetResult().HostText;
    }

    /// <summary>
    /// Starts a script and returns at once. To see how far a pipeline reads ahead, pass it a lazy sequence:
    /// <c>Start("$args[0] | Send-RunCommand …", ids)</c>.
    /// </summary>
    public RunningScript Start(string script, params ReadOnlySpan<object?> arguments) => Running(Script(script, arguments));

    // A session waits for its scripts when it is closed. One that never ends has failed its test already.
    public void Dispose()
    {
        if (_last is not { IsStuck: true })
        {
            _runspace.Dispose();
        }
    }

    // PowerShell's own commands and nothing that happens to be installed on this machine.
    private static InitialSessionState InitialState()
    {
        var state = InitialSessionState.CreateDefault();
        state.Variables.Add(new SessionStateVariableEntry("PSModuleAutoLoadingPreference", PSModuleAutoLoadingPreference.None, ""));
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        return state;
    }

    private PowerShell Script(string script, ReadOnlySpan<object?> arguments)
    {
        var powerShell = PowerShell.Create(_runspace);
        // No scope of its own: what one script sets, the next one finds.
        powerShell.AddScript(script, useLocalScope: false);
        foreach (var argument in arguments)
        {
            powerShell.AddArgument(argument);
        }

        return powerShell;
    }

    private RunningScript Running(PowerShell powerShell) =>
        _last = new RunningScript(powerShell, _host.Console, _patience, TestContext.Current.CancellationToken);
}
