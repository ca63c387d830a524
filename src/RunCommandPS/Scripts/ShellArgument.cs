using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;
using RunCommandPS.Errors;
using RunCommandPS.Transformation;

namespace RunCommandPS.Scripts;

/// <summary>Arguments of scripts that take texts only.</summary>
internal static class ShellArgument
{
    /// <summary>An argument as text.</summary>
    /// <param name="argument">What the caller gave.</param>
    /// <param name="position">Its place, from 1.</param>
    /// <exception cref="RunCommandException">It can't be passed.</exception>
    public static string Of(object? argument, int position) => MemberReader.Unwrap(argument) switch
    {
        null => "",
        SecureString or PSCredential or NetworkCredential =>
            throw InputErrors.Secret($"argument {position}", MemberReader.Unwrap(argument)!.GetType().Name),
        IDictionary => throw InputErrors.Value(
            $"Argument {position} is a hashtable, and a script of sh, bash or Python takes single values, in order: only a script of "
                + "PowerShell has parameters that -ArgumentList @{ } can name.",
            "Give the values in their order, or as variables with -Environment."),
        _ => ScalarText.Of(argument) is not { } text ? throw InputErrors.Value(
                $"Argument {position} is a {MemberReader.Unwrap(argument)!.GetType().FullName}; a shell script takes single values.",
                "Give strings or numbers in -ArgumentList, each as an argument of its own.")
            : text.Contains('\0', StringComparison.Ordinal) ? throw InputErrors.Value(
                $"Argument {position} has a NUL character in it.", "A shell can't be passed one; leave it out.")
            : ScriptText.HasHalfCharacter(text) ? throw InputErrors.Value(
                $"Argument {position} has half a character in it (a surrogate without its other half), which UTF-8 can't say.",
                "Leave it out.")
            : text,
    };
}
