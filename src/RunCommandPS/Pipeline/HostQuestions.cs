using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;

namespace RunCommandPS.Pipeline;

/// <summary>Questions to the user at the host. Only the pipeline's thread may ask them.</summary>
internal static class HostQuestions
{
    /// <summary>Prompts for a text.</summary>
    /// <param name="host">The host; null if there is none, as in a job.</param>
    /// <param name="message">The question.</param>
    /// <param name="field">What to enter, in a word.</param>
    /// <returns>The answer; null if no one can be asked.</returns>
    public static string? Prompt(PSHost? host, string message, string field) => OrNobody(host, ui =>
        ui.Prompt("", message, [new FieldDescription(field)]).TryGetValue(field, out var answer) ? $"{answer}" : null);

    /// <summary>Prompts for one of several answers.</summary>
    /// <param name="host">The host; null if there is none, as in a job.</param>
    /// <param name="caption">What it is about.</param>
    /// <param name="message">The question.</param>
    /// <param name="choices">The answers.</param>
    /// <param name="usual">The place of the default answer.</param>
    /// <returns>The place of the answer; null if no one can be asked.</returns>
    public static int? Choose(PSHost? host, string caption, string message, Collection<ChoiceDescription> choices, int usual) =>
        OrNobody<int?>(host, ui => ui.PromptForChoice(caption, message, choices, usual));

    private static T? OrNobody<T>(PSHost? host, Func<PSHostUserInterface, T?> ask)
    {
        if (host?.UI is not { } ui)
        {
            return default;
        }

        try
        {
            return ask(ui);
        }
        catch (Exception exception) when (exception is HostException or PSInvalidOperationException or NotImplementedException)
        {
            // A host that can't prompt, with -NonInteractive for example.
            return default;
        }
    }
}
