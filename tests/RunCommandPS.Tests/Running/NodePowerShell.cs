using System.Management.Automation;
using System.Management.Automation.Runspaces;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>PowerShell on a node: runs a script to its end as <c>pwsh -File</c> does, in a session of its own in this process.</summary>
/// <remarks>It takes the console of the process meanwhile, so only classes in <see cref="EnvironmentCollection"/> may do this.</remarks>
internal static class NodePowerShell
{
    /// <returns>What the script wrote, with line feeds as line ends; its errors, a line each; and its exit code.</returns>
    public static (string Output, string Error, int ExitCode) Run(string script)
    {
        var host = new TestHost(bufferWidth: 120);
        using var runspace = RunspaceFactory.CreateRunspace(host, InitialSessionState.CreateDefault());
        runspace.Open();
        using var powerShell = PowerShell.Create(runspace);
        powerShell.AddScript(script);
        using var written = new StringWriter();
        using var output = new PSDataCollection<PSObject>();
        output.DataAdded += (_, added) => written.WriteLine(output[added.Index]);
        using var complained = new StringWriter();
        var (console, errorConsole) = (Console.Out, Console.Error);
        Console.SetOut(written);
        Console.SetError(complained);
        ErrorRecord? failure = null;
        try
        {
            powerShell.Invoke<PSObject>(null, output);
        }
        catch (RuntimeException exception)
        {
            failure = exception.ErrorRecord;
        }
        finally
        {
            Console.SetOut(console);
            Console.SetError(errorConsole);
        }

        foreach (var error in failure is null ? powerShell.Streams.Error : [.. powerShell.Streams.Error, failure])
        {
            complained.WriteLine(error);
        }

        return (Text(written), Text(complained), host.ExitCode ?? (failure is null ? 0 : 1));
    }

    private static string Text(StringWriter writer) => writer.ToString().ReplaceLineEndings("\n");
}
