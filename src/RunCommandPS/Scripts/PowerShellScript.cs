using System.Globalization;
using System.Management.Automation.Language;
using System.Text;
using RunCommandPS.Connection;
using RunCommandPS.Documents;
using RunCommandPS.Errors;
using RunCommandPS.Model;

namespace RunCommandPS.Scripts;

/// <summary>
/// A script for PowerShell on the node, from Windows PowerShell 4 on. The node's agent runs a script file and takes the exit code; by
/// itself, PowerShell would continue after most errors and end with 0 after a program that failed. Here an error ends the script, and it
/// exits with 1, or with the last program's own exit code.
/// </summary>
internal static class PowerShellScript
{
    private const string ExitCode = "$RunCommandExitCode";

    // An exit in the script ends the process, before its code can be checked; in a file of its own, it ends only the file.
    private const string File = "$RunCommandFile";

    // If the agent sets none. Windows has both elsewhere.
    private const string Defaults = "if ($IsLinux -or $IsMacOS) { "
        + "if (-not $env:HOME) { $env:HOME = sh -c 'eval echo \"~$(id -un)\"' } "
        + "if (-not $env:LANG -and -not $env:LC_ALL) { $env:LANG = 'C.UTF-8' } }";

    /// <summary>The script with its arguments, as it is passed to the node's PowerShell.</summary>
    /// <param name="script">The script as the caller wrote it, and its values, which become literals, so that
    /// nothing in them is interpreted as script.</param>
    /// <returns>The text, with line feeds.</returns>
    /// <exception cref="RunCommandException">The script is not PowerShell, or a value can't be passed.</exception>
    public static string Compose(NodeScript script)
    {
        var text = ScriptText.WithLineFeeds(script.Text);
        var tree = Parse(text);
        var (body, used) = UsingVariables.Replace(tree, text);

        // These are only allowed at the top of a script. Variables come after them, so their positions have not changed.
        var usings = "";
        foreach (var statement in tree.UsingStatements.Reverse())
        {
            usings = $"{statement.Extent.Text}; {usings}";
            body = body.Remove(statement.Extent.StartOffset, statement.Extent.EndOffset - statement.Extent.StartOffset);
        }

        // Its first line is the first, and what it needs comes after it, so that its lines keep their numbers. Two braces would be a
        // reference.
        var arguments = PowerShellArguments.Of(script.Arguments, tree);
        var isFile = script.SuccessExitCodes.Any(code => code != 0);
        var composed = new StringBuilder()
            .Append(usings + SentScript.PowerShell).Append(body.StartsWith('{') ? " " : "").Append(body).Append('\n')
            .Append(ScriptText.Lines(
            [
                SentScript.PowerShellEnd,
                "$ErrorActionPreference = 'Stop'",
                .. script.Environment.Select(variable => $"$env:{variable.Key} = {PowerShellLiteral.Text(variable.Value)}"),
                Defaults,
                .. used.Select((name, index) => Declaration(name, index, script.Variables)),
                .. arguments.Declarations,
            ]));
        var call = $"& {(isFile ? File : "$RunCommandScript")}{arguments.Call}";
        return composed
            .Append(isFile ? Written(usings) : "")
            .Append(script.Objects is { } objects ? objects.Compose(call, Ending(script)) : AsText(call, Ending(script)))
            .ToString();
    }

    private static string Written(string usings) => ScriptText.Lines(
        $"{File} = [IO.Path]::Combine([IO.Path]::GetTempPath(), \"$([guid]::NewGuid()).ps1\")",
        $"[IO.File]::WriteAllText({File}, {PowerShellLiteral.Text(usings)} + $RunCommandScript, [Text.Encoding]::UTF8)");

    // What is done with the exit code before it becomes that of the process.
    private static IReadOnlyList<string> Ending(NodeScript script) =>
        script.SuccessExitCodes.Where(code => code != 0).ToList() is not [_, ..] codes
            ? []
            :
            [
                $"[IO.File]::Delete({File})",
                $"if (@({string.Join(", ", codes.Select(code => code.ToString(CultureInfo.InvariantCulture)))}) -contains {ExitCode}) {{",
                $"    [Console]::Error.WriteLine(\"{AcceptedExitCode.Before}{ExitCode}{AcceptedExitCode.After}\")",
                $"    {ExitCode} = 0",
                "}",
            ];

    private static string Declaration(string name, int index, Func<string, object?>? variables)
    {
        RefuseSecret(name);
        var value = variables is null
            ? throw InputErrors.Value(
                $"The script uses $using:{name}, but there is no such variable here.",
                "Pass the value with -ArgumentList.")
            : variables(name);
        return UsingVariables.Declaration(name, index, PowerShellLiteral.Of(value, $"$using:{name}"));
    }

    // $using:env:AWS_SECRET_ACCESS_KEY: the caller's own credentials, which would be in the command for a month.
    private static void RefuseSecret(string name)
    {
        var parts = name.Split(':');
        if (parts is [var drive, var variable]
            && drive.Equals("env", StringComparison.OrdinalIgnoreCase)
            && ConnectionEnvironment.IsSecret(variable))
        {
            throw InputErrors.Secret($"$using:{name}", "secret from your own AWS credentials");
        }
    }

    // The loop catches a break or continue outside of any loop in the script: it ends the script, and not what comes after it here.
    private static string AsText(string call, IReadOnlyList<string> ending) => ScriptText.Lines(
    [
        $"{ExitCode} = 0",
        "try {",
        "do {",
        call,
        "} while ($false)",
        $"if ($LASTEXITCODE) {{ {ExitCode} = $LASTEXITCODE }}",
        "}",
        "catch {",
        "    [Console]::Error.WriteLine(\"$_`n$($_.InvocationInfo.PositionMessage)\")",
        $"    {ExitCode} = 1",
        "}",
        .. ending,
        $"exit {ExitCode}",
    ]);

    // A mistake is found here, and not on every node of the fleet.
    private static ScriptBlockAst Parse(string script)
    {
        var tree = Parser.ParseInput(script, out _, out var errors);
        return errors.Length == 0
            ? tree
            : throw InputErrors.Value(
                $"The script is not valid PowerShell: line {errors[0].Extent.StartLineNumber}, "
                    + $"column {errors[0].Extent.StartColumnNumber}: {errors[0].Message}",
                "Fix the script; for a shell script, specify -Shell Sh.");
    }
}
