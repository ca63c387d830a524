using System.Management.Automation;
using System.Management.Automation.Host;

namespace RunCommandPS.Pipeline;

/// <summary>
/// What the pipeline no longer accepted when it was stopped, and must still be reported: commands that are or may be running. The host
/// still listens.
/// </summary>
internal static class Undelivered
{
    /// <summary>Reports the commands that were sent.</summary>
    public static void ReportSent(PSHost host, IReadOnlyList<object> values)
    {
        if (values.Count > 0)
        {
            var commands = string.Join(", ", values.OfType<Command>());
            host.UI?.WriteWarningLine($"Sent before the pipeline was stopped, but not written to it: {commands}.");
        }
    }

    /// <summary>Reports the commands that errors are about.</summary>
    public static void ReportErrors(PSHost host, IReadOnlyList<ErrorRecord> errors)
    {
        foreach (var error in errors.Where(error => error.Exception is RunStoppedException or RunCommandException { MayHaveRun: true }))
        {
            host.UI?.WriteWarningLine(error.ErrorDetails.Message);
        }
    }
}
