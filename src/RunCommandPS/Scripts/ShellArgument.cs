using System.Collections;
using RunCommandPS.Errors;
using RunCommandPS.Transformation;

namespace RunCommandPS.Scripts;

/// <summary>Arguments of scripts that take only texts.</summary>
internal static class ShellArgument
{
    /// <summary>An argument as text.</summary>
    /// <param name="argument">What the caller passed.</param>
    /// <param name="position">Its place, from 1.</param>
    /// <exception cref="RunCommandException">It can't be passed.</exception>
    public static string Of(object? argument, int position) => MemberReader.Unwrap(argument) switch
    {
        null => "",
        IDictionary => throw InputErrors.Value(
            $"Argument {position} is a hashtable, but an sh, bash or Python script takes single values, in order: only a PowerShell "
                + "script has parameters that -ArgumentList @{ } can name.",
            "Specify the values in order, or as variables with -Environment."),
        _ => ScriptValue.Text(
            argument!,
            $"Argument {position}",
            $"argument {position}",
            "Use strings or numbers in -ArgumentList, each as a separate argument."),
    };
}
