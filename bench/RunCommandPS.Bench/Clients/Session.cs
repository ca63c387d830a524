using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace RunCommandPS.Bench.Clients;

/// <summary>A session of the engine, without a host.</summary>
internal sealed class Session : IDisposable
{
    private readonly Runspace _runspace;

    /// <param name="modules">Manifests of modules to import.</param>
    public Session(params IReadOnlyList<string> modules)
    {
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        }

        state.Commands.Add(new SessionStateCmdletEntry("Send-Thin", typeof(SendThinCommand), helpFileName: null));
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
        foreach (var module in modules)
        {
            Import(module);
        }
    }

    public void Import(string module)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddCommand("Import-Module").AddParameter("Name", module).AddParameter("ErrorAction", "Stop").Invoke();
    }

    /// <summary>Runs a script; an error it leaves behind is this method's.</summary>
    public void Run(string script, params IReadOnlyList<object> arguments)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        shell.Invoke();
        if (shell.Streams.Error is [var error, ..])
        {
            throw new InvalidOperationException(error.ToString(), error.Exception);
        }
    }

    public void Dispose() => _runspace.Dispose();
}
