using System.Collections;
using RunCommandPS.Connection;
using RunCommandPS.Errors;
using RunCommandPS.Transformation;

namespace RunCommandPS.Scripts;

/// <summary>The environment variables that are passed to a script.</summary>
internal static class NodeEnvironment
{
    // bash does not accept these, and sh may be bash.
    private static readonly string[] ReadOnly = ["BASHOPTS", "EUID", "PPID", "SHELLOPTS", "UID"];

    /// <summary>The variables as names and texts.</summary>
    /// <param name="variables">What the caller passed; null for none.</param>
    /// <exception cref="InvalidParameterValueException">A name or a value is not valid.</exception>
    /// <exception cref="SecretParameterValueException">A value is a secret.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(IDictionary? variables) =>
        variables is null
            ? []
            : [.. variables.Keys.Cast<object>().Select(key => KeyValuePair.Create(Name(key), Value(key, variables[key])))];

    private static string Name(object key)
    {
        var name = $"{key}";
        if (name.Length == 0
            || char.IsAsciiDigit(name[0])
            || name.Any(character => !char.IsAsciiLetterOrDigit(character) && character != '_'))
        {
            throw InputErrors.Value(
                $"'{name}' can't be the name of an environment variable.",
                "Names in -Environment have only letters, digits and underscores, and don't begin with a digit.");
        }

        return !ReadOnly.Contains(name, StringComparer.Ordinal) ? name : throw InputErrors.Value(
            $"The variable {name} belongs to the shell and can't be changed.", "Choose another name in -Environment.");
    }

    private static string Value(object key, object? value)
    {
        var subject = $"The value of {key} in -Environment";
        var text = MemberReader.Unwrap(value) is null
            ? throw InputErrors.Value($"{subject} is null.", "Leave it out, or use an empty string. A variable in it may not be set.")
            : ScriptValue.Text(
                value!,
                subject,
                $"-Environment {key}",
                "Use a string, number or Boolean; join lists first, and convert objects to JSON with ConvertTo-Json.");
        return ConnectionEnvironment.IsSecret($"{key}")
            ? throw InputErrors.Secret($"-Environment {key}", "secret from AWS credentials")
            : text;
    }
}
