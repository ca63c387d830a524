using System.Management.Automation;
using RunCommandPS.Errors;
using RunCommandPS.Rollout;

namespace RunCommandPS.Running;

/// <summary>The caller's variable that gets a summary of the run.</summary>
internal sealed class SummaryVariable
{
    private readonly PSVariableIntrinsics _variables;
    private readonly string _name;
    private readonly RunSummaryBuilder _summary;

    private SummaryVariable(PSVariableIntrinsics variables, string name, RunSummaryBuilder summary) =>
        (_variables, _name, _summary) = (variables, name, summary);

    /// <summary>The variable.</summary>
    /// <param name="variables">Those of the caller's session.</param>
    /// <param name="text">Its name, with or without the $: '$summary' means the variable with that name.</param>
    /// <param name="summary">What goes into it.</param>
    /// <exception cref="InvalidInputException">The text is not the name of a variable.</exception>
    public static SummaryVariable Of(PSVariableIntrinsics variables, string text, RunSummaryBuilder summary)
    {
        var name = text.StartsWith('$') ? text[1..] : text;
        return name.Length > 0 && name.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or ':')
            ? new SummaryVariable(variables, name, summary)
            : throw InputErrors.Input(
                $"-SummaryVariable '{text}' is not a valid variable name.",
                "Use a name of letters and digits: -SummaryVariable summary.");
    }

    /// <summary>Sets it to the summary as it is now.</summary>
    public void Set() => _variables.Set(_name, _summary.Summary);
}
