using RunCommandPS.Documents;
using RunCommandPS.Errors;

namespace RunCommandPS.Scripts;

/// <summary>A script to run on nodes, for one shell or for either.</summary>
/// <param name="Text">The script as the caller wrote it.</param>
/// <param name="Shell">What runs it.</param>
internal sealed record NodeScript(string Text, ScriptShell Shell)
{
    private const string ByteOrderMark = "\uFEFF";

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<object?> Arguments { get; init; } = [];

    /// <summary>Returns the value of a variable used with <c>$using:</c>; null if none are available.</summary>
    public Func<string, object?>? Variables { get; init; }

    /// <summary>Variables of its environment.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>Exit codes that count as success; 0 always does.</summary>
    public IReadOnlyList<int> SuccessExitCodes { get; init; } = [];

    /// <summary>How its objects are sent back; null if it returns text.</summary>
    public ObjectChannel? Objects { get; init; }

    /// <summary>What the script is if that may be the name of a document; otherwise null.</summary>
    public string? PossibleDocument { get; init; }

    /// <summary>A script that returns objects, which only PowerShell does.</summary>
    /// <exception cref="InvalidInputException">It is not a PowerShell script.</exception>
    public NodeScript Returning(ObjectChannel objects) =>
        Shell == ScriptShell.Auto ? this with { Shell = ScriptShell.PowerShell, Objects = objects }
        : Shell.IsPowerShell() ? this with { Objects = objects }
        : throw InputErrors.Input(
            $"-AsObject returns PowerShell objects, but this is {(Shell == ScriptShell.Python ? "a Python" : "an sh")} script.",
            "Leave out -AsObject, or use a PowerShell script; -Json converts the JSON that any script writes to objects.");

    /// <summary>A request that runs it.</summary>
    /// <param name="template">Everything except the document and the script.</param>
    /// <param name="shell">What runs it: not <see cref="ScriptShell.Auto"/>.</param>
    /// <returns>The request, still without nodes.</returns>
    /// <exception cref="RunCommandException">The script or an argument can't be sent.</exception>
    public SendCommandRequest Request(SendCommandRequest template, ScriptShell shell)
    {
        var script = Text.StartsWith(ByteOrderMark, StringComparison.Ordinal) ? this with { Text = Text[1..] } : this;
        var composed = shell switch
        {
            ScriptShell.Pwsh => PwshScript.Compose(PowerShellScript.Compose(script)),
            ScriptShell.PowerShell => PowerShellScript.Compose(script),
            _ => ShellScript.Compose(script, shell),
        };
        var parameters = template.Parameters?.ToDictionary(pair => pair.Key, pair => pair.Value) ?? [];
        parameters[ScriptDocument.Commands] = composed.TrimEnd('\n').Split('\n');
        return template with { DocumentName = shell.Document(), Parameters = parameters };
    }
}
