using System.Management.Automation;

namespace RunCommandPS.Receiving;

/// <summary>
/// Says after Ctrl+C which commands go on: whoever stopped waiting may think that they were stopped, too. The pipeline takes nothing then,
/// and the host still listens.
/// </summary>
internal static class StoppedWaits
{
    /// <summary>Says it.</summary>
    /// <param name="cmdlet">The cmdlet. Nothing is said where it ends because somebody downstream has enough.</param>
    /// <param name="errors">What the work had to say when it was stopped.</param>
    public static void Tell(PSCmdlet cmdlet, IReadOnlyList<ErrorRecord> errors)
    {
        foreach (var error in errors.Where(error => cmdlet.Stopping && error.Exception is RunStoppedException))
        {
            cmdlet.Host.UI?.WriteWarningLine(error.ErrorDetails.Message);
        }
    }
}
