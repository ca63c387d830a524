using System.Globalization;
using System.Text;
using System.Text.Json;
using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>Checks a request body against its shape. A wrong type ends the check at once; broken constraints are collected.</summary>
/// <remarks>Wording of the violations: published recordings of the service.</remarks>
internal sealed class ShapeCheck
{
    private readonly List<string> _violations = [];
    private readonly List<(string? Name, int Index)> _trail = [];

    private ShapeCheck()
    {
    }

    /// <exception cref="ServiceException">SerializationException for a wrong type, ValidationException for
    /// all broken constraints at once.</exception>
    public static void Check(JsonElement body, Shape shape)
    {
        var check = new ShapeCheck();
        check.Visit(body, shape);
        if (check._violations is { Count: > 0 } violations)
        {
            throw Invalid(violations);
        }
    }

    /// <summary>The ValidationException of these violations.</summary>
    public static ServiceException Invalid(IReadOnlyList<string> violations) => new(
        ErrorCode.ValidationException,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{violations.Count} validation error{(violations.Count == 1 ? "" : "s")} detected: {string.Join("; ", violations)}"));

    private void Visit(JsonElement value, Shape shape)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Text:
                Expect(value, JsonValueKind.String, "a string");
                VisitText(value.GetString()!, shape);
                break;
            case ShapeKind.Number:
                Expect(value, JsonValueKind.Number, "an integer");
                VisitNumber(value.TryGetInt32(out var number) ? number : throw WrongType("an integer"), shape);
                break;
            case ShapeKind.Long:
                Expect(value, JsonValueKind.Number, "a long");
                VisitNumber(value.TryGetInt64(out var wide) ? wide : throw WrongType("a long"), shape);
                break;
            case ShapeKind.Flag:
                if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                {
                    throw WrongType("a boolean");
                }

                break;
            case ShapeKind.List:
                Expect(value, JsonValueKind.Array, "a list");
                VisitList(value, shape);
                break;
            case ShapeKind.Map:
                Expect(value, JsonValueKind.Object, "a map");
                foreach (var entry in value.EnumerateObject())
                {
                    Enter(entry.Name, entry.Value, shape.Element!);
                }

                break;
            default:
                Expect(value, JsonValueKind.Object, "an object");
                VisitStructure(value, shape);
                break;
        }
    }

    private void VisitText(string text, Shape shape)
    {
        VisitLength(text.Length, shape, text);
        if (shape.Pattern is { } pattern && !SpecPattern.IsMatch(text, pattern))
        {
            Violate(text, $"Member must satisfy regular expression pattern: {pattern}");
        }

        if (shape.Values.Count > 0 && !shape.Values.Contains(text, StringComparer.Ordinal))
        {
            Violate(text, $"Member must satisfy enum value set: [{string.Join(", ", shape.Values)}]");
        }
    }

    private void VisitNumber(long number, Shape shape)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        if (number < shape.Minimum)
        {
            Violate(text, $"Member must have value greater than or equal to {shape.Minimum}");
        }

        if (number > shape.Maximum)
        {
            Violate(text, $"Member must have value less than or equal to {shape.Maximum}");
        }
    }

    private void VisitList(JsonElement list, Shape shape)
    {
        var length = list.GetArrayLength();
        if (length < shape.Minimum || length > shape.Maximum)
        {
            VisitLength(length, shape, $"[{string.Join(", ", list.EnumerateArray().Select(item => item.ToString()))}]");
        }

        var index = 0;
        foreach (var item in list.EnumerateArray())
        {
            index++;
            _trail.Add((null, index));
            if (item.ValueKind == JsonValueKind.Null)
            {
                Violate(null, "Member must not be null");
            }
            else
            {
                Visit(item, shape.Element!);
            }

            _trail.RemoveAt(_trail.Count - 1);
        }
    }

    private void VisitStructure(JsonElement value, Shape shape)
    {
        foreach (var member in shape.Members)
        {
            if (value.TryGetProperty(member.Name, out var found) && found.ValueKind != JsonValueKind.Null)
            {
                Enter(member.PathName, found, member.Shape);
            }
            else if (member.IsRequired)
            {
                _trail.Add((member.PathName, 0));
                Violate(null, "Member must not be null");
                _trail.RemoveAt(_trail.Count - 1);
            }
        }
    }

    private void Enter(string name, JsonElement value, Shape shape)
    {
        _trail.Add((name, 0));
        Visit(value, shape);
        _trail.RemoveAt(_trail.Count - 1);
    }

    private void VisitLength(int length, Shape shape, string shown)
    {
        if (length < shape.Minimum)
        {
            Violate(shown, $"Member must have length greater than or equal to {shape.Minimum}");
        }

        if (length > shape.Maximum)
        {
            Violate(shown, $"Member must have length less than or equal to {shape.Maximum}");
        }
    }

    private void Violate(string? shown, string constraint) =>
        _violations.Add($"Value {(shown is null ? "null" : $"'{shown}'")} at '{Path()}' failed to satisfy constraint: {constraint}");

    private void Expect(JsonElement value, JsonValueKind kind, string name)
    {
        if (value.ValueKind != kind)
        {
            throw WrongType(name);
        }
    }

    private ServiceException WrongType(string expected) =>
        new(
            ErrorCode.SerializationException,
            _trail.Count == 0 ? $"The request body must be {expected}." : $"The value at '{Path()}' must be {expected}.");

    private string Path()
    {
        var path = new StringBuilder();
        foreach (var (name, index) in _trail)
        {
            path.Append(path.Length == 0 ? "" : ".");
            _ = name is null ? path.Append(CultureInfo.InvariantCulture, $"{index}.member") : path.Append(name);
        }

        return path.ToString();
    }
}
