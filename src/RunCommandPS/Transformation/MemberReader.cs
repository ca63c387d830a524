using System.Collections;
using System.Management.Automation;
using RunCommandPS.Errors;

namespace RunCommandPS.Transformation;

/// <summary>
/// Reads the members of a hashtable or of an object (from ConvertFrom-Json, say) by name, ignoring case, and ensures that
/// every member is known to the reader: a misspelled one is an error, not silently left out.
/// </summary>
internal sealed class MemberReader
{
    private readonly string _what;
    private readonly List<string> _known = [];
    private readonly Dictionary<string, object?> _members;

    private MemberReader(string what, Dictionary<string, object?> members)
    {
        _what = what;
        _members = members;
    }

    /// <summary>Whether an object has members of its own to read: a dictionary or a bag of properties.</summary>
    public static bool CanRead(object? value) => Unwrap(value) is IDictionary or PSCustomObject;

    /// <summary>A reader of an object's members.</summary>
    /// <param name="what">What the object is meant to be, for error messages.</param>
    /// <param name="value">A dictionary or a bag of properties.</param>
    public static MemberReader Of(string what, object value) => new(what, Members(value));

    /// <summary>The members of a dictionary or a bag of properties, by name, ignoring case.</summary>
    public static Dictionary<string, object?> Members(object value)
    {
        var members = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        if (Unwrap(value) is IDictionary dictionary)
        {
            foreach (DictionaryEntry entry in dictionary)
            {
                members[Unwrap(entry.Key)?.ToString() ?? ""] = entry.Value;
            }
        }
        else
        {
            foreach (var property in PSObject.AsPSObject(value).Properties)
            {
                members[property.Name] = property.Value;
            }
        }

        return members;
    }

    /// <summary>One member of any object, by name, ignoring case; the others are not read.</summary>
    /// <param name="item">A dictionary, a bag of properties or any other object.</param>
    /// <param name="name">The member.</param>
    /// <returns>Its value; null if it is missing or null.</returns>
    public static object? Value(object item, string name) => Unwrap(item) is IDictionary
        ? Members(item).GetValueOrDefault(name)
        : PSObject.AsPSObject(item).Properties[name]?.Value;

    /// <summary>The object itself, without PowerShell's wrapper.</summary>
    public static object? Unwrap(object? value) =>
        value is PSObject wrapped ? wrapped.BaseObject : value;

    /// <summary>A member's value.</summary>
    /// <param name="names">The member's name and its other spellings.</param>
    /// <returns>The value; null if the member is missing or null.</returns>
    public object? Take(params ReadOnlySpan<string> names)
    {
        object? found = null;
        _known.Add(names[0]);
        foreach (var name in names)
        {
            if (_members.Remove(name, out var value))
            {
                found ??= value;
            }
        }

        return found;
    }

    /// <summary>A member's value as text; null if the member is missing.</summary>
    public string? Text(params ReadOnlySpan<string> names) =>
        Take(names) is { } value ? ScalarText.Of(value) ?? throw NotA(names[0], value, "text") : null;

    /// <summary>A member's value as a list of texts; null if the member is missing.</summary>
    public IReadOnlyList<string>? Texts(params ReadOnlySpan<string> names)
    {
        if (Take(names) is not { } value)
        {
            return null;
        }

        var name = names[0];
        return Items(value).Select(item => ScalarText.Of(item) ?? throw NotA(name, item, "text")).ToList();
    }

    /// <summary>A member's value as true or false; null if the member is missing.</summary>
    public bool? Flag(params ReadOnlySpan<string> names)
    {
        if (Take(names) is not { } value)
        {
            return null;
        }

        return Unwrap(value) switch
        {
            bool flag => flag,
            SwitchParameter flag => flag,
            string text when bool.TryParse(text, out var flag) => flag,
            _ => throw NotA(names[0], value, "true or false"),
        };
    }

    /// <summary>A member's value as a time in whole seconds; null if the member is missing.</summary>
    public int? Seconds(string name) =>
        Take(name) is { } value
            ? Duration.WholeSeconds(Duration.TryRead(value) ?? throw NotA(name, value, "a number of seconds or a TimeSpan"))
            : null;

    /// <summary>The error for a member that can't be read.</summary>
    public InvalidInputException NotA(string name, object? value, string expected) =>
        InputErrors.Input($"{name} of {_what} is '{InputText.Of(value)}', which is not {expected}.", $"Specify {name} as {expected}.");

    /// <summary>Ensures that nothing is left over.</summary>
    /// <exception cref="InvalidInputException">There are members that were not read.</exception>
    public void Finish()
    {
        if (_members.Keys.FirstOrDefault() is { } unknown)
        {
            var nearest = NearestName.To(unknown, _known);
            throw InputErrors.Input(
                $"{_what} has no member '{unknown}'." + (nearest is null ? "" : $" Did you mean '{nearest}'?"),
                $"Use {string.Join(", ", _known)}.");
        }
    }

    /// <summary>One item or many, as a list.</summary>
    public static IEnumerable<object?> Items(object value) => Unwrap(value) switch
    {
        string text => [text],
        IDictionary dictionary => [dictionary],
        IEnumerable many => many.Cast<object?>(),
        _ => [value],
    };
}
