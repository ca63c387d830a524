using System.Management.Automation;
using RunCommandPS.Errors;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary><c>Stop-RunCommandSimulator</c>: stops simulators of this session.</summary>
[Cmdlet(VerbsLifecycle.Stop, "RunCommandSimulator", SupportsShouldProcess = true,
    HelpUri = HelpPages.Address + "Stop-RunCommandSimulator.md")]
[OutputType(typeof(void))]
public sealed class StopRunCommandSimulatorCommand : PSCmdlet
{
    /// <summary>The simulators to stop; all of the session's if none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public object[]? Simulator { get; set; }

    /// <summary>Stops those that came down the pipeline, or all.</summary>
    protected override void ProcessRecord()
    {
        var running = ModuleSession.Current.Simulators.Running;
        if (Simulator is null)
        {
            if (!MyInvocation.ExpectingInput)
            {
                Stop(running);
            }

            return;
        }

        foreach (var simulator in Simulator.Select(MemberReader.Unwrap))
        {
            if (running.FirstOrDefault(candidate => ReferenceEquals(candidate.Simulator, simulator)) is { } known)
            {
                Stop([known]);
            }
            else if (simulator?.GetType().Name != "RunCommandSimulator")
            {
                WriteError(ErrorRecords.From(
                    InputErrors.Input(
                        $"'{simulator}' is not a simulator.", "Pipe in what Start- or Get-RunCommandSimulator returned."), simulator));
            }
        }
    }

    private void Stop(IEnumerable<RunningSimulator> simulators)
    {
        foreach (var simulator in simulators)
        {
            if (ShouldProcess(simulator.Connection.EndpointUrl?.ToString(), "Stop simulator"))
            {
                simulator.Stop();
            }
        }
    }
}
