namespace RunCommandPS.Help.Pages;

/// <summary>How a parameter is given: one attribute block of a page.</summary>
public sealed record HelpParameterUse
{
    /// <summary>What stands for a switch's type, which Get-Command -Syntax does not write.</summary>
    public const string SwitchType = "switch";

    /// <summary>Where the block starts, from 1.</summary>
    public int Line { get; init; }

    /// <summary>The type as Get-Command -Syntax writes it, or <see cref="SwitchType"/>.</summary>
    public string Type { get; init; } = "";

    /// <summary>The parameter sets this is about; empty means all of them.</summary>
    public IReadOnlyList<string> ParameterSets { get; init; } = [];

    /// <summary>Other names.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The only values it takes, where they are listed; else empty.</summary>
    public IReadOnlyList<string> AcceptedValues { get; init; } = [];

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Its position, from 0; null where it must be named.</summary>
    public int? Position { get; init; }

    /// <summary>What holds when it is not given; text for people.</summary>
    public string DefaultValue { get; init; } = "None";

    /// <summary>Whether a piped object is taken whole.</summary>
    public bool IsFromPipeline { get; init; }

    /// <summary>Whether a piped object's property of this name is taken.</summary>
    public bool IsFromPipelineByPropertyName { get; init; }

    /// <summary>Whether wildcards are understood.</summary>
    public bool TakesWildcards { get; init; }

    /// <summary>Whether it is a switch.</summary>
    public bool IsSwitch => Type == SwitchType;

    /// <summary>Whether this is about a parameter set.</summary>
    /// <param name="parameterSet">Name of the set.</param>
    /// <returns>True where it is.</returns>
    public bool IsFor(string parameterSet) => ParameterSets.Count == 0 || ParameterSets.Contains(parameterSet, StringComparer.Ordinal);
}
