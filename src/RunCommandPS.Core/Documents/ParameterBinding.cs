using System.Text.Json.Nodes;

namespace RunCommandPS.Documents;

/// <summary>Joins a document's parameters with the caller's values.</summary>
public static class ParameterBinding
{
    /// <summary>Converts the caller's values to their types and fills in the defaults.</summary>
    /// <param name="document">The document.</param>
    /// <param name="given">The caller's values, as the API takes them.</param>
    /// <returns>The values, in the order of the document's parameters.</returns>
    /// <exception cref="ArgumentException">
    /// The document does not accept these values; <see cref="ParameterCheck"/> reports everything that is wrong with them.
    /// </exception>
    public static BoundParameters Bind(CommandDocument document, IReadOnlyDictionary<string, IReadOnlyList<string>> given)
    {
        if (ParameterCheck.Check(document, given) is [var finding, ..])
        {
            throw new ArgumentException(finding.Message, nameof(given));
        }

        var exact = given.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        var values = document.Parameters.Values.ToDictionary(
            parameter => parameter.Name,
            parameter => exact.TryGetValue(parameter.Name, out var texts)
                ? ParameterValue.Typed(parameter.Type, texts)!
                : parameter.Default!.DeepClone(),
            StringComparer.Ordinal);
        return new BoundParameters(values, EnvironmentOf(document, values));
    }

    private static Dictionary<string, string> EnvironmentOf(CommandDocument document, Dictionary<string, JsonNode> values) =>
        document.Parameters.Values
            .Where(parameter => parameter.InterpolationType == DocumentParameter.EnvironmentVariable)
            .ToDictionary(
                parameter => DocumentParameter.EnvironmentPrefix + parameter.Name,
                parameter => ParameterValue.Text(values[parameter.Name]),
                StringComparer.Ordinal);
}
