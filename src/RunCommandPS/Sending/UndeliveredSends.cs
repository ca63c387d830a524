using System.Management.Automation;
using System.Management.Automation.Host;

namespace RunCommandPS.Sending;

/// <summary>What was sent, or perhaps sent, when the pipeline took no more objects: a command that runs must not go unsaid, and the host still listens.</summary>
internal static class UndeliveredSends
{
    public static void Tell(PSHost host, IReadOnlyList<object> values, IReadOnlyList<ErrorRecord> errors)
    {
        if (values.Count > 0)
        {
            host.UI.WriteWarningLine($"Sent before the pipeline was stopped, and not written to it: {string.Join(", ", values.OfType<Command>())}.");
        }

        foreach (var error in errors.Where(error => error.Exception is RunCommandException { MayHaveRun: true }))
        {
            host.UI.WriteWarningLine(error.ErrorDetails.Message);
        }
    }
}
