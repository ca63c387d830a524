using System.Management.Automation;
using RunCommandPS.Session;

namespace RunCommandPS.Commands;

/// <summary><c>Get-RunCommandSimulator</c>: the simulators that are running in this session.</summary>
[Cmdlet(VerbsCommon.Get, "RunCommandSimulator", HelpUri = HelpPages.Address + "Get-RunCommandSimulator.md")]
[OutputType("RunCommandPS.Simulator.RunCommandSimulator")]
public sealed class GetRunCommandSimulatorCommand : PSCmdlet
{
    /// <summary>Writes them, the session's default endpoint last.</summary>
    protected override void EndProcessing() =>
        WriteObject(ModuleSession.Current.Simulators.Running.Select(running => running.Simulator), enumerateCollection: true);
}
