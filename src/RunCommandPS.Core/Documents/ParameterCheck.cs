using System.Text.Json.Nodes;
using RunCommandPS.Errors;
using Kind = RunCommandPS.Documents.ParameterFindingKind;

namespace RunCommandPS.Documents;

/// <summary>
/// Compares the parameters of a request with what a document declares, to find the causes of the service's InvalidParameters.
/// </summary>
/// <remarks>
/// Allowed values, pattern and numbers of characters apply to every single value, so to each item of a list; a map is measured
/// as the JSON text it is sent as. A String or an item of a StringList that is a reference to Parameter Store, <c>{{ssm:name}}</c>,
/// is known only later and passes here (CHOICE). A default is the author's business and is not checked.
/// </remarks>
public static class ParameterCheck
{
    private const int ShownMaximum = 80;

    /// <summary>Finds everything that is wrong.</summary>
    /// <param name="document">The document.</param>
    /// <param name="given">The caller's values, as the API takes them: a list of texts by parameter.</param>
    /// <returns>
    /// The findings, first those about the document's parameters in their order, then names it does not have; empty if the
    /// service would take them.
    /// </returns>
    public static IReadOnlyList<ParameterFinding> Check(CommandDocument document, IReadOnlyDictionary<string, IReadOnlyList<string>> given)
    {
        if (document.Parameters.Count == 0)
        {
            return [.. given.Keys.Select(name => new ParameterFinding(
                Kind.NoParametersSupported, name, null, $"The document takes no parameters, so it does not take '{name}'."))];
        }

        // A PowerShell dictionary may ignore case; the service does not.
        var exact = given.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        return
        [
            .. document.Parameters.Values.SelectMany(parameter =>
                exact.TryGetValue(parameter.Name, out var values) ? Values(parameter, values) : Missing(parameter)),
            .. exact.Keys.Where(name => !document.Parameters.ContainsKey(name)).Select(name => Unknown(name, document.Parameters.Keys)),
        ];
    }

    private static IEnumerable<ParameterFinding> Missing(DocumentParameter parameter) => parameter.IsRequired
        ? [Wrong(Kind.MissingRequired, parameter, null, "is required: it has no default")]
        : [];

    private static ParameterFinding Unknown(string name, IEnumerable<string> known)
    {
        var nearest = NearestName.Of(name, known);
        var message = $"The document has no parameter '{name}'; the closest match is '{nearest}'.";
        return new(Kind.UnknownName, name, null, message) { Suggestion = nearest };
    }

    private static IEnumerable<ParameterFinding> Values(DocumentParameter parameter, IReadOnlyList<string> values)
    {
        if (ParameterValue.Typed(parameter.Type, values) is { } typed)
        {
            var known = values.Where(value => !IsReference(parameter, value)).ToList();
            var counts = known.Count > 0 || values.Count == 0 ? Counts(parameter, typed) : [];
            return [.. counts, .. known.SelectMany(value => Texts(parameter, value))];
        }

        var rule = values.Count == 1 || parameter.IsMultiple
            ? $"must be {ParameterValue.Expected(parameter.Type)} (type {parameter.Type})"
            : $"takes exactly one value (type {parameter.Type}), not {values.Count}";
        return [Wrong(Kind.WrongType, parameter, values.Count == 1 ? values[0] : null, rule)];
    }

    private static bool IsReference(DocumentParameter parameter, string value) =>
        parameter.Type is ParameterType.String or ParameterType.StringList && ParameterStoreReference.IsWhole(value);

    private static IEnumerable<ParameterFinding> Counts(DocumentParameter parameter, JsonNode typed)
    {
        int? count = typed switch
        {
            JsonArray list => list.Count,
            JsonObject map => map.Count,
            _ => null,
        };
        if (count < parameter.MinItems)
        {
            yield return Wrong(Kind.TooFewItems, parameter, null, $"needs {parameter.MinItems} items or more, not {count}");
        }

        if (count > parameter.MaxItems)
        {
            yield return Wrong(Kind.TooManyItems, parameter, null, $"takes {parameter.MaxItems} items or fewer, not {count}");
        }
    }

    private static IEnumerable<ParameterFinding> Texts(DocumentParameter parameter, string value)
    {
        if (parameter.AllowedValues.Count > 0 && !parameter.AllowedValues.Contains(value))
        {
            var allowed = string.Join(", ", parameter.AllowedValues);
            yield return Wrong(Kind.NotAllowedValue, parameter, value, $"must be one of: {allowed}");
        }

        if (parameter.AllowedPattern is { } pattern && !pattern.IsMatch(value))
        {
            yield return Wrong(Kind.PatternMismatch, parameter, value, $"must match the pattern {pattern}");
        }

        if (value.Length < parameter.MinChars)
        {
            yield return Wrong(Kind.TooShort, parameter, value, $"needs {parameter.MinChars} characters or more, not {value.Length}");
        }

        if (value.Length > parameter.MaxChars)
        {
            yield return Wrong(Kind.TooLong, parameter, value, $"takes {parameter.MaxChars} characters or fewer, not {value.Length}");
        }
    }

    private static ParameterFinding Wrong(ParameterFindingKind kind, DocumentParameter parameter, string? value, string rule) =>
        new(
            kind,
            parameter.Name,
            value,
            $"The parameter '{parameter.Name}' {rule}{(value is null ? "." : $"; '{Shown(value)}' was given.")}");

    // A long script would bury the message; the finding has it in full.
    private static string Shown(string value) => value.Length <= ShownMaximum ? value : value[..ShownMaximum] + "…";
}
