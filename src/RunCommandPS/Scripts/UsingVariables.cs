using System.Management.Automation.Language;

namespace RunCommandPS.Scripts;

/// <summary><c>$using:name</c> in a script: the caller's variable, as in Invoke-Command.</summary>
internal static class UsingVariables
{
    private const string Prefix = "RunCommandUsing_";

    /// <summary>Puts a variable of the script in place of every one of the caller's.</summary>
    /// <param name="tree">The script.</param>
    /// <param name="script">Its text.</param>
    /// <returns>The script's text, and the names of the caller's variables, each once.</returns>
    public static (string Text, IReadOnlyList<string> Names) Replace(ScriptBlockAst tree, string script)
    {
        var text = script;
        var found = tree
            .FindAll(node => node is UsingExpressionAst, searchNestedScriptBlocks: true)
            .Cast<UsingExpressionAst>()
            .Select(node => (Variable: Variable(node), Start: node.Extent.StartOffset))
            .Where(use => use.Variable is not null)
            .OrderByDescending(use => use.Start)
            .ToList();
        foreach (var (variable, start) in found)
        {
            text = text[..start] + Declared(variable!) + text[(start + "$using:".Length + variable!.Length)..];
        }

        return (text, found.Select(use => use.Variable!).Distinct(StringComparer.OrdinalIgnoreCase).ToList());
    }

    /// <summary>The statement that gives the script's variable its value.</summary>
    public static string Declaration(string name, string literal) => $"{Declared(name)} = {literal}";

    private static string Declared(string name) => $"${{{Prefix}{name}}}";

    private static string? Variable(UsingExpressionAst node) =>
        (node.Find(inner => inner is VariableExpressionAst, searchNestedScriptBlocks: false) as VariableExpressionAst)?.VariablePath.UserPath;
}
