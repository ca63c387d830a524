namespace RunCommandPS.Help.Pages;

/// <summary>A parameter as its page describes it.</summary>
/// <param name="Line">Where its heading is, from 1.</param>
/// <param name="Name">The name, without the dash.</param>
/// <param name="Description">What it does.</param>
/// <param name="Uses">How it is given; one entry, or several where parameter sets differ.</param>
public sealed record HelpParameter(int Line, string Name, IReadOnlyList<string> Description, IReadOnlyList<HelpParameterUse> Uses)
{
    /// <summary>How it is given in a parameter set.</summary>
    /// <param name="parameterSet">Name of the set.</param>
    /// <returns>The entry for that set, or null where the set does not have the parameter.</returns>
    public HelpParameterUse? In(string parameterSet) => Uses.FirstOrDefault(use => use.IsFor(parameterSet));
}
