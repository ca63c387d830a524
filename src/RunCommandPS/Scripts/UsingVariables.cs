using System.Management.Automation.Language;

namespace RunCommandPS.Scripts;

/// <summary><c>$using:name</c> in a script: the caller's variable, as in Invoke-Command.</summary>
internal static class UsingVariables
{
    private const string Prefix = "RunCommandUsing";

    // A script block passed to one of these runs in its own session: $using: in it means the script's variables, not the caller's.
    private static readonly string[] SessionCommands = ["Start-Job", "sajb", "Start-ThreadJob", "Invoke-Command", "icm"];

    private static readonly string[] LoopCommands = ["ForEach-Object", "foreach", "%"];

    /// <summary>Replaces every variable of the caller with a variable of the script.</summary>
    /// <param name="tree">The script.</param>
    /// <param name="script">Its text.</param>
    /// <returns>The script's text, and the names of the caller's variables, each once, in the order of <see cref="Declaration"/>.</returns>
    public static (string Text, IReadOnlyList<string> Names) Replace(ScriptBlockAst tree, string script)
    {
        var uses = tree
            .FindAll(node => node is UsingExpressionAst, searchNestedScriptBlocks: true)
            .Where(node => !IsOfAnotherSession(node))
            .Select(node => node.Find(inner => inner is VariableExpressionAst, searchNestedScriptBlocks: false))
            .OfType<VariableExpressionAst>()
            .OrderByDescending(variable => variable.Extent.StartOffset)
            .ToList();
        var names = uses.Select(variable => variable.VariablePath.UserPath).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var text = script;
        foreach (var variable in uses)
        {
            var declared = Declared(variable.VariablePath.UserPath, names.FindIndex(
                name => name.Equals(variable.VariablePath.UserPath, StringComparison.OrdinalIgnoreCase)));
            text = text[..variable.Extent.StartOffset] + (variable.Splatted ? $"@{declared}" : $"${{{declared}}}")
                + text[variable.Extent.EndOffset..];
        }

        return (text, names);
    }

    /// <summary>The statement that sets the script's variable.</summary>
    /// <param name="name">The caller's name for it.</param>
    /// <param name="index">Its place among all names.</param>
    /// <param name="literal">The value as source text.</param>
    public static string Declaration(string name, int index, string literal) => $"${{{Declared(name, index)}}} = {literal}";

    // A name can contain a drive or scope (env:PATH), and splatting accepts only plain names. The number distinguishes what then looks the
    // same.
    private static string Declared(string name, int index) =>
        $"{Prefix}{index}_{string.Concat(name.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_'))}";

    private static bool IsOfAnotherSession(Ast node)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            if (at is ScriptBlockExpressionAst { Parent: CommandAst command } && StartsSession(command))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsSession(CommandAst command)
    {
        var name = command.GetCommandName()?.Split('\\')[^1];
        return SessionCommands.Contains(name, StringComparer.OrdinalIgnoreCase)
            || (LoopCommands.Contains(name, StringComparer.OrdinalIgnoreCase)
                && command.CommandElements.OfType<CommandParameterAst>()
                    .Any(given => given.ParameterName.Length > 1
                        && "Parallel".StartsWith(given.ParameterName, StringComparison.OrdinalIgnoreCase)));
    }
}
