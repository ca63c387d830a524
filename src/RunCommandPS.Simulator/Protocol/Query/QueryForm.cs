using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Http;

namespace RunCommandPS.Simulator.Protocol.Query;

/// <summary>The parameters of a request in the query protocol: a form in the body.</summary>
/// <remarks>Source: "AWS query protocol" in the documentation of Smithy.</remarks>
internal sealed class QueryForm
{
    private const string FormType = "application/x-www-form-urlencoded";
    private const string Action = "Action";
    private const string Version = "Version";

    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);

    private QueryForm(string text)
    {
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            _parameters[WebUtility.UrlDecode(parts[0])] = parts.Length == 2 ? WebUtility.UrlDecode(parts[1]) : "";
        }
    }

    /// <summary>The requested operation; empty if none is named.</summary>
    public string Operation => _parameters.GetValueOrDefault(Action) ?? "";

    /// <summary>Version of the API; empty if none is named.</summary>
    public string ApiVersion => _parameters.GetValueOrDefault(Version) ?? "";

    /// <summary>The form of a request; null if it is in another protocol, as is everything that has a target.</summary>
    public static QueryForm? TryRead(HttpRequest request) =>
        request is { Method: "POST", Path: "/" }
            && !request.TryGetHeader("x-amz-target", out _)
            && request.TryGetHeader("content-type", out var type)
            && type.StartsWith(FormType, StringComparison.OrdinalIgnoreCase)
            ? new QueryForm(Encoding.UTF8.GetString(request.Body.Span))
            : null;

    /// <summary>The parameters as members, typed as the shape has them: <c>Filter.2.Name</c> is a member of the second in a list.</summary>
    /// <exception cref="ServiceException">A parameter does not belong to the operation, or has a value of another type.</exception>
    public JsonElement Members(Shape shape)
    {
        var unread = _parameters.Keys.Where(static name => name is not (Action or Version)).ToHashSet(StringComparer.Ordinal);
        var members = Read(shape, "", unread);
        return unread.Count == 0
            ? JsonSerializer.SerializeToElement(members)
            : throw new ServiceException(ErrorCode.ValidationException, $"The parameter {unread.Order().First()} is not recognized.");
    }

    private JsonNode? Read(Shape shape, string name, HashSet<string> unread)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Structure:
                var members = new JsonObject();
                foreach (var member in shape.Members)
                {
                    if (Read(member.Shape, name.Length == 0 ? member.Name : $"{name}.{member.Name}", unread) is { } value)
                    {
                        members[member.Name] = value;
                    }
                }

                return members.Count > 0 || name.Length == 0 ? members : null;
            case ShapeKind.List:
                var indices = Indices(name, unread);
                if (indices.Count > shape.Maximum)
                {
                    throw new ServiceException(
                        ErrorCode.ValidationException,
                        string.Create(CultureInfo.InvariantCulture, $"A request has {shape.Maximum} of {name} at most."));
                }

                var items = indices.Select(index => Read(shape.Element!, $"{name}.{index}", unread)).ToArray();
                return items.Length > 0 ? new JsonArray(items) : null;
            default:
                return unread.Remove(name) ? Typed(shape.Kind, name, _parameters[name]) : null;
        }
    }

    private static List<int> Indices(string name, HashSet<string> unread) =>
    [
        .. unread.Where(one => one.StartsWith($"{name}.", StringComparison.Ordinal))
            .Select(one => one[(name.Length + 1)..].Split('.')[0])
            .Where(static text => text.Length > 0 && text[0] != '0')
            .Select(static text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0)
            .Where(static index => index > 0).Distinct().Order(),
    ];

    private static JsonValue Typed(ShapeKind kind, string name, string value) => kind switch
    {
        ShapeKind.Number => JsonValue.Create(
            int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new ServiceException(ErrorCode.ValidationException, $"The value of {name} must be an integer.")),
        ShapeKind.Flag => JsonValue.Create(
            bool.TryParse(value, out var flag)
                ? flag
                : throw new ServiceException(ErrorCode.ValidationException, $"The value of {name} must be true or false.")),
        _ => JsonValue.Create(value),
    };
}
