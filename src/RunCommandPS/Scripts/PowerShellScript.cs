using System.Management.Automation.Language;
using System.Text;
using RunCommandPS.Connection;
using RunCommandPS.Errors;

namespace RunCommandPS.Scripts;

/// <summary>
/// A script for PowerShell on the node, from Windows PowerShell 4 on. The node's agent runs a script file and takes the exit code; by
/// itself, PowerShell would go on after most errors and end with 0 after a program that failed. Here an error ends the script, and it
/// exits with 1, or with the last program's own exit code.
/// </summary>
internal static class PowerShellScript
{
    /// <summary>The script with its arguments, as the node's PowerShell is given it.</summary>
    /// <param name="script">The script as the caller wrote it.</param>
    /// <param name="arguments">Its arguments. They become literals, so nothing in them is taken for script.</param>
    /// <param name="variables">Gives the value of a variable that the script names with <c>$using:</c>; null where there are none to be
    /// had.</param>
    /// <param name="objects">How the objects it returns are sent back; null to leave them to be shown as text.</param>
    /// <returns>The text, with line feeds.</returns>
    /// <exception cref="RunCommandException">The script is no PowerShell, or a value can't be passed.</exception>
    public static string Compose(string script, IReadOnlyList<object?> arguments, Func<string, object?>? variables, ObjectChannel? objects)
    {
        var text = ScriptText.WithLineFeeds(script);
        var tree = Parse(text);
        var (body, used) = UsingVariables.Replace(tree, text);
        var composed = new StringBuilder();

        // These are only allowed at a script's top. Variables come after them, so their places have not changed.
        foreach (var statement in tree.UsingStatements.Reverse())
        {
            composed.Insert(0, statement.Extent.Text + "\n");
            body = body.Remove(statement.Extent.StartOffset, statement.Extent.EndOffset - statement.Extent.StartOffset);
        }

        composed.Append("$ErrorActionPreference = 'Stop'\n");
        foreach (var (name, index) in used.Select((name, index) => (name, index)))
        {
            RefuseSecret(name);
            var value = variables is null
                ? throw InputErrors.Value(
                    $"The script names $using:{name}, and there is no such variable here to take it from.",
                    "Pass the value with -ArgumentList.")
                : variables(name);
            composed.Append(UsingVariables.Declaration(name, index, PowerShellLiteral.Of(value, $"$using:{name}"))).Append('\n');
        }

        var literals = arguments.Select((argument, index) => " " + PowerShellLiteral.Of(argument, $"argument {index + 1}"));
        var call = $"& {{\n{body}\n}}{string.Concat(literals)}";
        return composed.Append(objects is null ? AsText(call) : objects.Compose(call)).ToString();
    }

    // $using:env:AWS_SECRET_ACCESS_KEY: the caller's own credentials, which would stand in the command for a month.
    private static void RefuseSecret(string name)
    {
        var parts = name.Split(':');
        if (parts is [var drive, var variable]
            && drive.Equals("env", StringComparison.OrdinalIgnoreCase)
            && ConnectionEnvironment.IsSecret(variable))
        {
            throw InputErrors.Secret($"$using:{name}", "secret of your own AWS credentials");
        }
    }

    // The loop takes a break or continue that the script has outside of any loop: it ends the script, and not what comes after it here.
    private static string AsText(string call) => ScriptText.Lines(
        "try {",
        "do {",
        call,
        "} while ($false)",
        "}",
        "catch {",
        "    [Console]::Error.WriteLine(\"$_`n$($_.InvocationInfo.PositionMessage)\")",
        "    exit 1",
        "}",
        "if ($LASTEXITCODE) { exit $LASTEXITCODE }");

    // A mistake is found here, and not on every node of the fleet.
    private static ScriptBlockAst Parse(string script)
    {
        var tree = Parser.ParseInput(script, out _, out var errors);
        return errors.Length == 0
            ? tree
            : throw InputErrors.Value(
                $"The script is not valid PowerShell: line {errors[0].Extent.StartLineNumber}, "
                    + $"column {errors[0].Extent.StartColumnNumber}: {errors[0].Message}",
                "Fix the script; for a script of the Unix shell, give -Shell Sh.");
    }
}
