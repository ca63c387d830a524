using System.Text.Json.Nodes;

namespace RunCommandPS.Documents;

/// <summary>The values a document runs with: those that were passed, and the defaults for the rest.</summary>
public sealed class BoundParameters
{
    private readonly IReadOnlyDictionary<string, JsonNode> _values;

    internal BoundParameters(IReadOnlyDictionary<string, JsonNode> values, IReadOnlyDictionary<string, string> environment)
    {
        _values = values;
        Environment = environment;
    }

    /// <summary>No values, for text in which nothing is replaced.</summary>
    public static BoundParameters None { get; } = new(new Dictionary<string, JsonNode>(), new Dictionary<string, string>());

    /// <summary>The names that have a value.</summary>
    public IEnumerable<string> Names => _values.Keys;

    /// <summary>
    /// The environment variables a script gets for parameters of interpolation type ENV_VAR, by name: <c>SSM_</c> and the parameter's name.
    /// The placeholders of these parameters are replaced anyway, as the user guide implies.
    /// </summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The value of a parameter in the form of its type; null if it has none. It is a copy.</summary>
    /// <param name="name">The parameter, in its own case.</param>
    /// <returns>A JSON string, number, Boolean, list or object.</returns>
    public JsonNode? Value(string name) => _values.TryGetValue(name, out var value) ? value.DeepClone() : null;

    /// <summary>
    /// The value of a parameter in the middle of a text: a text as it is, anything else as JSON; null if it has
    /// none.
    /// </summary>
    /// <param name="name">The parameter, in its own case.</param>
    /// <returns>The text.</returns>
    public string? Text(string name) => _values.TryGetValue(name, out var value) ? ParameterValue.Text(value) : null;
}
