using RunCommandPS.Documents;
using RunCommandPS.Errors;

namespace RunCommandPS.Scripts;

/// <summary>A script to run on nodes, of one shell or of either.</summary>
/// <param name="Text">The script as the caller wrote it.</param>
/// <param name="Shell">What runs it.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="Variables">Gives the value of a variable named with <c>$using:</c>.</param>
/// <param name="Objects">How its objects are sent back; null where it returns text.</param>
internal sealed record NodeScript(
    string Text, ScriptShell Shell, IReadOnlyList<object?> Arguments, Func<string, object?> Variables, ObjectChannel? Objects)
{
    private const string ByteOrderMark = "\uFEFF";

    /// <summary>The shell that a script file is for, as far as its name or first line tells.</summary>
    public static ScriptShell ShellOf(string path, string text) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".ps1" => ScriptShell.PowerShell,
        ".sh" or ".bash" => ScriptShell.Sh,
        _ => text.StartsWith("#!", StringComparison.Ordinal) ? ScriptShell.Sh : ScriptShell.Auto,
    };

    /// <summary>A script that may send back objects, which only PowerShell does.</summary>
    /// <exception cref="InvalidInputException">It is to send back objects, and is a script of sh.</exception>
    public static NodeScript Of(
        string text, ScriptShell shell, IReadOnlyList<object?> arguments, Func<string, object?> variables, ObjectChannel? objects) =>
        objects is null ? new NodeScript(text, shell, arguments, variables, null)
        : shell != ScriptShell.Sh ? new NodeScript(text, ScriptShell.PowerShell, arguments, variables, objects)
        : throw InputErrors.Input(
            "-AsObject brings back the objects of PowerShell, and this is a script of sh.",
            "Leave -AsObject out, or give a PowerShell script.");

    /// <summary>A request that runs it.</summary>
    /// <param name="template">Everything but the document and the script.</param>
    /// <param name="shell">What runs it: not <see cref="ScriptShell.Auto"/>.</param>
    /// <returns>The request, still without nodes.</returns>
    /// <exception cref="RunCommandException">The script or an argument can't be sent.</exception>
    public SendCommandRequest Request(SendCommandRequest template, ScriptShell shell)
    {
        var text = Text.StartsWith(ByteOrderMark, StringComparison.Ordinal) ? Text[1..] : Text;
        var composed = shell == ScriptShell.PowerShell
            ? PowerShellScript.Compose(text, Arguments, Variables, Objects)
            : ShellScript.Compose(text, Arguments);
        var parameters = template.Parameters?.ToDictionary(pair => pair.Key, pair => pair.Value) ?? [];
        parameters[ScriptDocument.Commands] = composed.TrimEnd('\n').Split('\n');
        return template with
        {
            DocumentName = shell == ScriptShell.PowerShell ? ScriptDocument.RunPowerShellScript : ScriptDocument.RunShellScript,
            Parameters = parameters,
        };
    }
}
