using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace RunCommandPS.ScriptProcess;

/// <summary>A script file, run as <c>pwsh -File</c> does, as far as an engine without its console can.</summary>
internal static class ScriptFile
{
    /// <returns>The exit code: the script's own, 1 where an error ended it, else 0.</returns>
    public static int Run(string path)
    {
        var host = new ExitHost();
        using var runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault2());
        runspace.Open();
        using var powerShell = PowerShell.Create(runspace);
        powerShell.AddScript(File.ReadAllText(path));
        powerShell.Streams.Error.DataAdded += (_, added) => Console.Error.WriteLine(powerShell.Streams.Error[added.Index]);
        var output = new PSDataCollection<PSObject>();
        output.DataAdded += (_, added) => Console.WriteLine(output[added.Index]);
        try
        {
            powerShell.Invoke<PSObject>(null, output);
            return host.ExitCode ?? 0;
        }
        catch (RuntimeException exception)
        {
            Console.Error.WriteLine(exception.ErrorRecord);
            return host.ExitCode ?? 1;
        }
    }

    /// <summary>Hears what a script passes to <c>exit</c>.</summary>
    private sealed class ExitHost : PSHost
    {
        public int? ExitCode { get; private set; }

        public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

        public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

        public override Guid InstanceId { get; } = Guid.NewGuid();

        public override string Name => nameof(ScriptFile);

        public override PSHostUserInterface? UI => null;

        public override Version Version { get; } = new(1, 0);

        public override void EnterNestedPrompt() => throw new NotSupportedException();

        public override void ExitNestedPrompt() => throw new NotSupportedException();

        public override void NotifyBeginApplication()
        {
        }

        public override void NotifyEndApplication()
        {
        }

        public override void SetShouldExit(int exitCode) => ExitCode = exitCode;
    }
}
