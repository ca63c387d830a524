using System.Globalization;
using Markdig.Syntax;
using RunCommandPS.Help.Text;

namespace RunCommandPS.Help.Pages;

/// <summary>Reads the attribute block of a parameter: lines of <c>Key: value</c>. Type, Required and Position must be there.</summary>
internal sealed class AttributeBlock
{
    private const string Named = "Named";
    private static readonly string[] Keys =
    [
        "Type", "Parameter sets", "Aliases", "Accepted values", "Required", "Position", "Default value", "Accept pipeline input",
        "Accept wildcard characters",
    ];

    private readonly int _line;
    private readonly PageErrors _errors;
    private readonly Dictionary<string, (int Line, string Value)> _values = [];

    /// <summary>Takes a block apart.</summary>
    /// <param name="block">The fenced block.</param>
    /// <param name="errors">Takes unknown, repeated and malformed lines.</param>
    public AttributeBlock(FencedCodeBlock block, PageErrors errors)
    {
        _line = block.Line + 1;
        _errors = errors;
        var line = _line;
        foreach (var text in PlainText.CodeOf(block).Split('\n'))
        {
            line++;
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var key = colon < 0 ? text : text[..colon];
            if (colon < 0 || !Keys.Contains(key, StringComparer.Ordinal) || !_values.TryAdd(key, (line, text[(colon + 1)..].Trim())))
            {
                errors.Add(
                    line,
                    $"'{key}' is no attribute, or is there twice. The attributes are, each as 'Key: value': {string.Join(", ", Keys)}.");
            }
        }
    }

    /// <summary>What the block says.</summary>
    /// <returns>How the parameter is given; what is not written has its usual value.</returns>
    public HelpParameterUse Read()
    {
        var (byValue, byPropertyName) = Pipeline(Value("Accept pipeline input"));
        return new HelpParameterUse
        {
            Line = _line,
            Type = Needed("Type"),
            ParameterSets = List("Parameter sets") is [HelpParameterSet.All] ? [] : List("Parameter sets"),
            Aliases = List("Aliases"),
            AcceptedValues = List("Accepted values"),
            IsRequired = Flag("Required", Needed("Required")),
            Position = PositionOf(Needed("Position")),
            DefaultValue = Value("Default value") is { Length: > 0 } value
                ? value
                : Value("Type") == HelpParameterUse.SwitchType ? "False" : "None",
            IsFromPipeline = byValue,
            IsFromPipelineByPropertyName = byPropertyName,
            TakesWildcards = Value("Accept wildcard characters") is { Length: > 0 } wildcards
                && Flag("Accept wildcard characters", wildcards),
        };
    }

    private static string[] Split(string value) => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private string Value(string key) => _values.TryGetValue(key, out var entry) ? entry.Value : "";

    private int LineOf(string key) => _values.TryGetValue(key, out var entry) ? entry.Line : _line;

    private string[] List(string key) => Split(Value(key));

    private string Needed(string key)
    {
        var value = Value(key);
        if (value.Length == 0)
        {
            _errors.Add(LineOf(key), $"The attribute '{key}' is missing.");
        }

        return value;
    }

    private bool Flag(string key, string value)
    {
        if (value is not ("True" or "False" or ""))
        {
            _errors.Add(LineOf(key), $"'{key}' is True or False, not '{value}'.");
        }

        return value == "True";
    }

    private int? PositionOf(string value)
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            return position;
        }

        if (value is not (Named or ""))
        {
            _errors.Add(LineOf("Position"), $"'Position' is a number or {Named}, not '{value}'.");
        }

        return null;
    }

    private (bool ByValue, bool ByPropertyName) Pipeline(string value)
    {
        switch (value)
        {
            case "" or "False":
                return (false, false);
            case "True (ByValue)":
                return (true, false);
            case "True (ByPropertyName)":
                return (false, true);
            case "True (ByValue, ByPropertyName)":
                return (true, true);
            default:
                _errors.Add(
                    LineOf("Accept pipeline input"),
                    "'Accept pipeline input' is False, True (ByValue), True (ByPropertyName) or True (ByValue, ByPropertyName), "
                        + $"not '{value}'.");
                return (false, false);
        }
    }
}
