using System.Management.Automation;
using System.Net;
using System.Security;
using RunCommandPS.Errors;
using RunCommandPS.Transformation;

namespace RunCommandPS.Scripts;

/// <summary>A value that a caller passes to a script, as a text that every program can receive.</summary>
internal static class ScriptValue
{
    /// <summary>The value as text.</summary>
    /// <param name="value">What the caller passed; not null.</param>
    /// <param name="subject">What it is, at the start of a sentence.</param>
    /// <param name="name">What it is, as the location of a parameter.</param>
    /// <param name="advice">How to pass what is not a single text.</param>
    /// <exception cref="InvalidParameterValueException">It can't be passed.</exception>
    /// <exception cref="SecretParameterValueException">It is a secret.</exception>
    public static string Text(object value, string subject, string name, string advice) => MemberReader.Unwrap(value) switch
    {
        SecureString or PSCredential or NetworkCredential => throw InputErrors.Secret(name, MemberReader.Unwrap(value)!.GetType().Name),
        _ => ScalarText.Of(value) is not { } text
                ? throw InputErrors.Value(
                    $"{subject} is {InputText.Kind(value)}; a script takes single values here.", advice)
            : text.Contains('\0', StringComparison.Ordinal)
                ? throw InputErrors.Value($"{subject} contains a NUL character.", "Remove it; no program can receive one.")
            : ScriptText.HasHalfCharacter(text)
                ? throw InputErrors.Value($"{subject} contains half a character (a surrogate without its other half).", "Remove it.")
            : text,
    };
}
