using System.Text.Json.Nodes;

namespace RunCommandPS.Documents;

/// <summary>Compares the parameters of a request with what a document declares: the causes of the service's InvalidParameters.</summary>
/// <remarks>
/// Allowed values, pattern and numbers of characters hold for every value by itself, so for each item of a list; a map is measured as the JSON text it is sent as.
/// A String or an item of a StringList that is a reference to Parameter Store, <c>{{ssm:name}}</c>, is known only later and passes here (CHOICE). A default is the author's business and is not checked.
/// </remarks>
public static class ParameterCheck
{
    /// <summary>Finds everything that is wrong.</summary>
    /// <param name="document">The document.</param>
    /// <param name="given">What the caller gives, as the API takes it: a list of texts by parameter.</param>
    /// <returns>The findings, first those about the document's parameters in their order, then names it does not have; empty where the service would take them.</returns>
    public static IReadOnlyList<ParameterFinding> Check(CommandDocument document, IReadOnlyDictionary<string, IReadOnlyList<string>> given)
    {
        if (document.Parameters.Count == 0)
        {
            return [.. given.Keys.Select(name => new ParameterFinding(
                ParameterFindingKind.NoParametersSupported, name, null, $"The document takes no parameters, so not '{name}' either."))];
        }

        // A dictionary of PowerShell's may not mind the case; the service does.
        var exact = given.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        return
        [
            .. document.Parameters.Values.SelectMany(parameter => exact.TryGetValue(parameter.Name, out var values) ? Values(parameter, values) : Missing(parameter)),
            .. exact.Keys.Where(name => !document.Parameters.ContainsKey(name)).Select(name => Unknown(name, document.Parameters.Keys)),
        ];
    }

    private static IEnumerable<ParameterFinding> Missing(DocumentParameter parameter) => parameter.IsRequired
        ? [new(ParameterFindingKind.MissingRequired, parameter.Name, null, $"The parameter '{parameter.Name}' is required: it has no default.")]
        : [];

    private static ParameterFinding Unknown(string name, IEnumerable<string> known)
    {
        var nearest = NearestName.Of(name, known);
        return new(ParameterFindingKind.UnknownName, name, null, $"The document has no parameter '{name}'; the nearest it has is '{nearest}'.") { Suggestion = nearest };
    }

    private static IEnumerable<ParameterFinding> Values(DocumentParameter parameter, IReadOnlyList<string> values)
    {
        return ParameterValue.Typed(parameter.Type, values) is { } typed
            ? [.. Counts(parameter, values, typed), .. values.Where(value => !IsReference(parameter, value)).SelectMany(value => Texts(parameter, value))]
            : [Wrong(ParameterFindingKind.WrongType, parameter, values.Count == 1 ? values[0] : null, values.Count == 1 || parameter.IsCollection
                ? $"must be {ParameterValue.Expected(parameter.Type)} (type {parameter.Type})"
                : $"takes exactly one value (type {parameter.Type}), not {values.Count}")];
    }

    private static bool IsReference(DocumentParameter parameter, string value) =>
        parameter.Type is ParameterType.String or ParameterType.StringList && ParameterStoreReference.IsWhole(value);

    private static IEnumerable<ParameterFinding> Counts(DocumentParameter parameter, IReadOnlyList<string> values, JsonNode typed)
    {
        if (values is [var only] && IsReference(parameter, only))
        {
            yield break;
        }

        int? count = typed switch
        {
            JsonArray list => list.Count,
            JsonObject map => map.Count,
            _ => null,
        };
        if (count < parameter.MinItems)
        {
            yield return Wrong(ParameterFindingKind.TooFewItems, parameter, null, $"needs at least {parameter.MinItems} items, not {count}");
        }

        if (count > parameter.MaxItems)
        {
            yield return Wrong(ParameterFindingKind.TooManyItems, parameter, null, $"takes at most {parameter.MaxItems} items, not {count}");
        }
    }

    private static IEnumerable<ParameterFinding> Texts(DocumentParameter parameter, string value)
    {
        if (parameter.AllowedValues.Count > 0 && !parameter.AllowedValues.Contains(value))
        {
            yield return Wrong(ParameterFindingKind.NotAllowedValue, parameter, value, $"must be one of: {string.Join(", ", parameter.AllowedValues)}");
        }

        if (parameter.AllowedPattern is { } pattern && !pattern.IsMatch(value))
        {
            yield return Wrong(ParameterFindingKind.PatternMismatch, parameter, value, $"must match the pattern {pattern}");
        }

        if (value.Length < parameter.MinChars)
        {
            yield return Wrong(ParameterFindingKind.TooShort, parameter, value, $"needs at least {parameter.MinChars} characters, not {value.Length}");
        }

        if (value.Length > parameter.MaxChars)
        {
            yield return Wrong(ParameterFindingKind.TooLong, parameter, value, $"takes at most {parameter.MaxChars} characters, not {value.Length}");
        }
    }

    private static ParameterFinding Wrong(ParameterFindingKind kind, DocumentParameter parameter, string? value, string rule) =>
        new(kind, parameter.Name, value, value is null ? $"The parameter '{parameter.Name}' {rule}." : $"The parameter '{parameter.Name}' {rule}; '{value}' was given.");
}
