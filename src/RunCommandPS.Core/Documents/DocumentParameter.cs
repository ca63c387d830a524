using System.Text.Json.Nodes;

namespace RunCommandPS.Documents;

/// <summary>A parameter that a document declares, with the constraints on its value.</summary>
/// <remarks>Records are compared member by member, and lists by reference: compare ids instead.</remarks>
public sealed record DocumentParameter
{
    /// <summary>The only interpolation type, besides leaving it out: the value also goes into the environment.</summary>
    public const string EnvironmentVariable = "ENV_VAR";

    /// <summary>What the name of an environment variable made of a parameter starts with.</summary>
    public const string EnvironmentPrefix = "SSM_";

    /// <summary>The name, as written between double braces: letters, digits and underscores, case-sensitive.</summary>
    public string Name { get; init; } = "";

    /// <summary>What values it takes.</summary>
    public ParameterType Type { get; init; }

    /// <summary>The author's explanation; empty if there is none.</summary>
    public string Description { get; init; } = "";

    /// <summary>
    /// The value if the caller specifies none, in the form of the type: a JSON string, number, Boolean, list or object. Null
    /// if there is none, which makes the parameter required. Not to be changed.
    /// </summary>
    public JsonNode? Default { get; init; }

    /// <summary>The only values it takes, as text; empty if any will do. For a list: what each item may be.</summary>
    public IReadOnlyList<string> AllowedValues { get; init; } = [];

    /// <summary>The regular expression a whole value, or each item of a list, must match; null if any will do.</summary>
    public AllowedPattern? AllowedPattern { get; init; }

    /// <summary>Fewest items of a list, or entries of a map.</summary>
    public int? MinItems { get; init; }

    /// <summary>Most items of a list, or entries of a map.</summary>
    public int? MaxItems { get; init; }

    /// <summary>Fewest characters of a value or of each item of a list.</summary>
    public int? MinChars { get; init; }

    /// <summary>Most characters of a value or of each item of a list.</summary>
    public int? MaxChars { get; init; }

    /// <summary>How the console shows it, <c>textfield</c> or <c>textarea</c>; empty if the author leaves it open.</summary>
    public string DisplayType { get; init; } = "";

    /// <summary><see cref="EnvironmentVariable"/>, or empty for plain replacement.</summary>
    public string InterpolationType { get; init; } = "";

    /// <summary>Whether the caller must specify a value.</summary>
    public bool IsRequired => Default is null;

    /// <summary>Whether it takes any number of values; every other type takes one.</summary>
    internal bool IsMultiple => Type is ParameterType.StringList or ParameterType.MapList;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Type})";
}
