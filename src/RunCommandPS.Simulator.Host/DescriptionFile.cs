using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Fleet;
using YamlDotNet.Core;

namespace RunCommandPS.Simulator.Host;

/// <summary>
/// Reads a list of nodes or faults from a file of JSON or, by its extension, YAML. Names of members and words are case-insensitive.
/// </summary>
internal static class DescriptionFile
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNameCaseInsensitive = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>The nodes of a file; none if there is no file.</summary>
    /// <exception cref="ArgumentException">The file is not a list of nodes that the simulator can have; the message
    /// names file, place and reason.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static IReadOnlyList<NodeDescription> Nodes(string? path, SimulatorOptions options)
    {
        var factory = new NodeFactory(options.FixedSeed, options.Platform, options.Region, DateTimeOffset.UnixEpoch);
        return Load<NodeDescription>(path, "nodes", node => factory.Create(node));
    }

    /// <summary>The faults of a file; none if there is no file.</summary>
    /// <exception cref="ArgumentException">The file is not a list of faults; the message names file, place and reason.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static IReadOnlyList<SimulatedFault> Faults(string? path) => Load<SimulatedFault>(path, "faults", static _ => { });

    private static List<T> Load<T>(string? path, string what, Action<T> check)
    {
        if (path is null)
        {
            return [];
        }

        var list = Parse(path) as JsonArray ?? throw Unusable(path, $"It is not a list of {what}.");
        var items = new List<T>();
        foreach (var (place, item) in list.Index())
        {
            try
            {
                var described = item.Deserialize<T>(Format) ?? throw new ArgumentException("It is empty.");
                check(described);
                items.Add(described);
            }
            catch (JsonException error)
            {
                throw Unusable(path, $"In number {place + 1} of the {what}, {Mistake(typeof(T), error)}");
            }
            catch (ArgumentException error)
            {
                throw Unusable(path, $"Number {place + 1} of the {what}: {error.Message}");
            }
        }

        return items;
    }

    private static JsonNode? Parse(string path)
    {
        var text = File.ReadAllText(path);
        try
        {
            return Path.GetExtension(path).ToUpperInvariant() is ".YAML" or ".YML" ? YamlTree.Parse(text) : JsonNode.Parse(text);
        }
        catch (Exception error) when (error is JsonException or YamlException)
        {
            throw Unusable(path, error.Message);
        }
    }

    // The serializer's own messages are about .NET types, so only the place is taken from them.
    private static string Mistake(Type type, JsonException error)
    {
        var place = (error.Path ?? "$").TrimStart('$', '.');
        var member = place.Split('.', '[')[0];
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.CanWrite).ToList();
        if (known.Find(property => property.Name.Equals(member, StringComparison.OrdinalIgnoreCase)) is not { } property)
        {
            return member.Length == 0
                ? $"a member is missing, or it is not an object: {error.Message}"
                : $"there is no member '{member}'; members are {string.Join(", ", known.Select(static property => property.Name))}.";
        }

        var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return $"the value of member {place} is not valid; it must be {Values(kind)}.";
    }

    private static string Values(Type kind) =>
        kind.IsEnum ? "one of " + string.Join(", ", Enum.GetNames(kind))
        : kind == typeof(bool) ? "true or false"
        : kind == typeof(string) ? "a string; a value that looks like a number needs quotes"
        : kind == typeof(int) ? "a whole number"
        : kind == typeof(double) ? "a number"
        : kind == typeof(TimeSpan) ? "a time such as \"00:00:01.5\""
        : kind.IsAssignableTo(typeof(IEnumerable<KeyValuePair<string, string>>))
            ? "an object with strings; a value that looks like a number needs quotes"
        : kind.IsAssignableTo(typeof(IEnumerable<int>)) ? "a list of whole numbers"
        : "a list of strings";

    private static ArgumentException Unusable(string path, string reason) => new($"The file '{path}' can't be used. {reason}");
}
