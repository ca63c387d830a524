using System.Management.Automation;
using RunCommandPS.Help.Pages;

namespace RunCommandPS.Tests.Help;

/// <summary>
/// Writes what the engine knows of a cmdlet in the words of a help page: syntax blocks and attribute blocks. A page that
/// disagrees is put right by copying them from the test's message.
/// </summary>
internal sealed class CommandMetadataText(CommandInfo command)
{
    private readonly Dictionary<string, string> _types = command.ParameterSets
        .SelectMany(set => SyntaxLine.Parse($"{command.Name} {set}", command.Name) ?? [])
        .DistinctBy(parameter => parameter.Name)
        .ToDictionary(parameter => parameter.Name, parameter => parameter.Type);

    /// <summary>The syntax of each parameter set, as the section SYNTAX has it.</summary>
    public IReadOnlyList<string> Syntax =>
        [.. command.ParameterSets.Select(
            set => $"### {NameOf(set)}{(set.IsDefault && command.ParameterSets.Count > 1 ? " (Default)" : "")}\n{command.Name} {set}")];

    /// <summary>The attributes of each parameter of its own, as the section PARAMETERS has them.</summary>
    public IReadOnlyList<string> Parameters =>
    [
        .. command.Parameters.Values
            .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .OrderBy(parameter => parameter.Name, StringComparer.OrdinalIgnoreCase)
            .Select(ParameterText),
    ];

    /// <summary>A page's syntax in the same words.</summary>
    public static IReadOnlyList<string> SyntaxOf(HelpPage page) =>
        [.. page.ParameterSets.Select(set => $"### {set.Name}{(set.IsDefault ? " (Default)" : "")}\n{set.Syntax}")];

    /// <summary>A page's attributes in the same words. Default values are for people, and not compared.</summary>
    public static IReadOnlyList<string> ParametersOf(HelpPage page) =>
        [.. page.Parameters.Select(parameter => $"### -{parameter.Name}\n" + string.Join('\n', parameter.Uses.Select(Text)))];

    private static string NameOf(CommandParameterSetInfo set) =>
        set.Name == ParameterAttribute.AllParameterSets ? HelpParameterSet.All : set.Name;

    private string ParameterText(ParameterMetadata parameter)
    {
        // Parameter sets that agree share a block; one block for all sets names none.
        var uses = command.ParameterSets
            .Select(set => (Name: NameOf(set), Info: set.Parameters.FirstOrDefault(info => info.Name == parameter.Name)))
            .Where(entry => entry.Info is not null)
            .GroupBy(entry => Text(UseOf(parameter, entry.Info!)))
            .Select(group => group.Count() == command.ParameterSets.Count
                ? group.Key
                : Text(UseOf(parameter, group.First().Info!) with { ParameterSets = [.. group.Select(entry => entry.Name)] }));
        return $"### -{parameter.Name}\n" + string.Join('\n', uses);
    }

    private HelpParameterUse UseOf(ParameterMetadata parameter, CommandParameterInfo info) => new()
    {
        Type = _types[parameter.Name],
        Aliases = [.. parameter.Aliases.Order(StringComparer.OrdinalIgnoreCase)],
        AcceptedValues = AcceptedValues(parameter),
        IsRequired = info.IsMandatory,
        Position = info.Position < 0 ? null : info.Position,
        IsFromPipeline = info.ValueFromPipeline,
        IsFromPipelineByPropertyName = info.ValueFromPipelineByPropertyName,
        TakesWildcards = parameter.Attributes.OfType<SupportsWildcardsAttribute>().Any(),
    };

    private static string[] AcceptedValues(ParameterMetadata parameter)
    {
        var type = parameter.ParameterType.GetElementType() ?? parameter.ParameterType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return parameter.Attributes.OfType<ValidateSetAttribute>().FirstOrDefault() is { } set ? [.. set.ValidValues]
            : type.IsEnum ? Enum.GetNames(type)
            : [];
    }

    private static string Text(HelpParameterUse use)
    {
        var pipeline = string.Join(
            ", ", new[] { use.IsFromPipeline ? "ByValue" : "", use.IsFromPipelineByPropertyName ? "ByPropertyName" : "" }
                .Where(way => way.Length > 0));
        IEnumerable<string> lines =
        [
            "```yaml",
            $"Type: {use.Type}",
            use.ParameterSets.Count == 0 ? "" : $"Parameter sets: {string.Join(", ", use.ParameterSets)}",
            use.Aliases.Count == 0 ? "" : $"Aliases: {string.Join(", ", use.Aliases.Order(StringComparer.OrdinalIgnoreCase))}",
            use.AcceptedValues.Count == 0 ? "" : $"Accepted values: {string.Join(", ", use.AcceptedValues)}",
            $"Required: {use.IsRequired}",
            $"Position: {(use.Position is { } position ? position : "Named")}",
            pipeline.Length == 0 ? "" : $"Accept pipeline input: True ({pipeline})",
            use.TakesWildcards ? "Accept wildcard characters: True" : "",
            "```",
        ];
        return string.Join('\n', lines.Where(line => line.Length > 0));
    }
}
