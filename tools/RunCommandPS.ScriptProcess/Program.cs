using System.Management.Automation;
using System.Management.Automation.Runspaces;
using RunCommandPS.ScriptProcess;

// As pwsh runs a script: with its exit code, and what is before -File left aside.
if (Array.IndexOf(args, "-File") is var file and >= 0)
{
    return ScriptFile.Run(args[file + 1]);
}

// Reads a script from standard input and passes it the arguments; each object that it writes becomes a line.
using var powerShell = PowerShell.Create(InitialSessionState.CreateDefault2());
powerShell.AddScript(Console.In.ReadToEnd());
foreach (var argument in args)
{
    powerShell.AddArgument(argument);
}

try
{
    foreach (var item in powerShell.Invoke())
    {
        Console.WriteLine(item);
    }
}
catch (RuntimeException exception)
{
    Console.Error.WriteLine($"{exception.ErrorRecord} [{exception.ErrorRecord.FullyQualifiedErrorId}]\n{exception}");
    return 1;
}

foreach (var error in powerShell.Streams.Error)
{
    Console.Error.WriteLine($"{error} [{error.FullyQualifiedErrorId}]\n{error.Exception}");
}

return powerShell.HadErrors ? 1 : 0;
