using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Reflection;
using RunCommandPS.QuickStart;

// Shows a script as if it were typed: each statement after a prompt, with what it writes below. Another script may be named.
var path = Path.GetFullPath(args.Length > 0 ? args[0] : Path.Combine(AppContext.BaseDirectory, "QuickStart.ps1"));
var script = Parser.ParseFile(path, out _, out var mistakes);
if (mistakes.Length > 0)
{
    Console.Error.WriteLine(mistakes[0]);
    return 1;
}

var moduleFolder = typeof(Program).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ModuleFolder").Value!;
using var runspace = RunspaceFactory.CreateRunspace(new PlainHost(), InitialSessionState.CreateDefault2());
runspace.Open();
Run("param($path) Import-Module -Name $path -ErrorAction Stop", Path.Combine(moduleFolder, "RunCommandPS.psd1"));
Console.CancelKeyPress += (_, _) => runspace.Close();

var failed = false;
foreach (var statement in script.EndBlock.Statements)
{
    Console.WriteLine($"PS> {statement.Extent.Text.ReplaceLineEndings(Environment.NewLine + ">> ")}");
    failed |= !Run(statement.Extent.Text);
}

return failed ? 1 : 0;

bool Run(string text, params object[] arguments)
{
    using var powerShell = PowerShell.Create(runspace);
    powerShell.AddScript(text, useLocalScope: false);
    foreach (var argument in arguments)
    {
        powerShell.AddArgument(argument);
    }

    powerShell.Commands.Commands[^1].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
    powerShell.AddCommand("Out-Default");
    try
    {
        powerShell.Invoke();
        return !powerShell.HadErrors;
    }
    catch (RuntimeException exception)
    {
        Console.Error.WriteLine(exception.ErrorRecord);
        return false;
    }
}
