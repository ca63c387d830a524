using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>A parameter of a document, as set with Send-RunCommand -Parameter.</summary>
/// <remarks>Records are compared member by member, and lists by reference: compare ids instead.</remarks>
public sealed record RunCommandDocumentParameter
{
    /// <summary>Its name, which is case-sensitive.</summary>
    public string Name { get; init; } = "";

    /// <summary>String, StringList, Integer, Boolean, MapList or StringMap.</summary>
    public string Type { get; init; } = "";

    /// <summary>Whether a command must specify a value.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Its value if a command specifies none, lists and maps as JSON; null if there is none.</summary>
    public string? DefaultValue { get; init; }

    /// <summary>The author's explanation.</summary>
    public string Description { get; init; } = "";

    /// <summary>The only values it accepts, for each item of a list; empty if any will do.</summary>
    public IReadOnlyList<string> AllowedValues { get; init => field = ItemList<string>.Of(value); } = ItemList<string>.Empty;

    /// <summary>The regular expression that a whole value must match; empty if any will do.</summary>
    public string AllowedPattern { get; init; } = "";

    /// <summary>Fewest items of a list.</summary>
    public int? MinItems { get; init; }

    /// <summary>Most items of a list.</summary>
    public int? MaxItems { get; init; }

    /// <summary>Fewest characters of a value.</summary>
    public int? MinChars { get; init; }

    /// <summary>Most characters of a value.</summary>
    public int? MaxChars { get; init; }

    /// <summary>textfield or textarea: how the console asks for it.</summary>
    public string DisplayType { get; init; } = "";

    /// <summary>ENV_VAR where the value also reaches the script as an environment variable; otherwise empty.</summary>
    public string InterpolationType { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
