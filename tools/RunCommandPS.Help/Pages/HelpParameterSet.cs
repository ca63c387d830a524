namespace RunCommandPS.Help.Pages;

/// <summary>The syntax of one parameter set.</summary>
/// <param name="Line">Where its heading is, from 1.</param>
/// <param name="Name">Its name, or <see cref="All"/> where the cmdlet has only one set.</param>
/// <param name="IsDefault">Whether the page marks it as the default.</param>
/// <param name="Syntax">The syntax as Get-Command -Syntax writes it, on one line.</param>
/// <param name="Parameters">The parameters in the syntax, in its order.</param>
public sealed record HelpParameterSet(int Line, string Name, bool IsDefault, string Syntax, IReadOnlyList<SyntaxParameter> Parameters)
{
    /// <summary>What stands for the name of an only set.</summary>
    public const string All = "(All)";
}
