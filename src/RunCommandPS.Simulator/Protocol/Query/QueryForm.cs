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

    /// <summary>The operation asked for; empty where none is named.</summary>
    public string Operation => _parameters.GetValueOrDefault(Action) ?? "";

    /// <summary>Version of the API; empty where none is named.</summary>
    public string ApiVersion => _parameters.GetValueOrDefault(Version) ?? "";

    /// <summary>The form of a request; null where it is in another protocol, as is all that has a target.</summary>
    public static QueryForm? TryRead(HttpRequest request) =>
        request is { Method: "POST", Path: "/" }
            && !request.TryGetHeader("x-amz-target", out _)
            && request.TryGetHeader("content-type", out var type)
            && type.StartsWith(FormType, StringComparison.OrdinalIgnoreCase)
            ? new QueryForm(Encoding.UTF8.GetString(request.Body.Span))
            : null;

    /// <summary>The parameters as members, typed as the shape has them.</summary>
    /// <exception cref="ServiceException">A parameter is none of the operation's, or has a value of another type.</exception>
    public JsonElement Members(Shape shape)
    {
        var members = new JsonObject();
        foreach (var (name, value) in _parameters.Where(one => one.Key is not (Action or Version)))
        {
            var member = shape.Members.FirstOrDefault(known => known.Name == name)
                ?? throw new ServiceException(ErrorCode.ValidationException, $"The parameter {name} is not recognized.");
            members[name] = member.Shape.Kind == ShapeKind.Number ? Number(name, value) : value;
        }

        return JsonSerializer.SerializeToElement(members);
    }

    private static int Number(string name, string value) =>
        int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ServiceException(ErrorCode.ValidationException, $"The value of {name} must be an integer.");
}
