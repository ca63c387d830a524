using System.Diagnostics;
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

    /// <summary>Runs a script, and watches when it shows that it goes on.</summary>
    /// <returns>What it returned, and the longest time without progress, a message or an object.</returns>
    public (IReadOnlyList<PSObject> Output, TimeSpan Silence) Watch(string script, params IReadOnlyList<object> arguments)
    {
        using var shell = PowerShell.Create(_runspace);
        shell.AddScript(script);
        foreach (var argument in arguments)
        {
            shell.AddArgument(argument);
        }

        using var output = new PSDataCollection<PSObject>();
        var last = Stopwatch.GetTimestamp();
        var silence = TimeSpan.Zero;
        void Seen(object? sender, DataAddedEventArgs added)
        {
            var now = Stopwatch.GetTimestamp();
            var since = Stopwatch.GetElapsedTime(Interlocked.Exchange(ref last, now), now);
            silence = since > silence ? since : silence;
        }

        output.DataAdded += Seen;
        shell.Streams.Progress.DataAdded += Seen;
        shell.Streams.Information.DataAdded += Seen;
        shell.Invoke(input: null, output);
        Seen(null, null!);
        return shell.Streams.Error is [var error, ..]
            ? throw new InvalidOperationException(error.ToString(), error.Exception)
            : ([.. output], silence);
    }

    public void Dispose() => _runspace.Dispose();
}
