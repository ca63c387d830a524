using System.Management.Automation;
using RunCommandPS.Errors;

namespace RunCommandPS.Running;

/// <summary>The variable that a run's summary goes to.</summary>
/// <param name="Name">Its name, without the $.</param>
internal sealed record SummaryTarget(string Name)
{
    /// <summary>The variable that -SummaryVariable names.</summary>
    /// <param name="text">As the caller wrote it; null for none.</param>
    /// <param name="isJob">Whether the run is a job, which has a summary of its own.</param>
    /// <returns>Null for none.</returns>
    /// <exception cref="RunCommandException">It is no name, or the run is a job.</exception>
    public static SummaryTarget? Of(string? text, bool isJob)
    {
        if (text is null)
        {
            return null;
        }

        if (isJob)
        {
            throw InputErrors.Input("A job fills no -SummaryVariable.", "Leave it out, and look at the job's Summary property.");
        }

        // Whoever writes '$summary' means the variable of that name.
        var name = text.StartsWith('$') ? text[1..] : text;
        return name.Length > 0 && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or ':')
            ? new SummaryTarget(name)
            : throw InputErrors.Input($"-SummaryVariable '{text}' is not the name of a variable.", "Give a name of letters and digits: -SummaryVariable summary.");
    }

    /// <summary>Sets it.</summary>
    public void Set(SessionState session, RunSummary summary) => session.PSVariable.Set(Name, summary);
}
