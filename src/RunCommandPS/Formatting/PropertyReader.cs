using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace RunCommandPS.Formatting;

/// <summary>
/// Reads properties by name, so that an object from a job, a file or another computer looks like the one that it is a copy of.
/// </summary>
internal static class PropertyReader
{
    /// <summary>A text; empty if there is none.</summary>
    public static string Text(PSObject? item, string name) => Value(item, name) switch
    {
        null => "",

        // The copy of an enumeration's value is a number that knows its name.
        PSObject copy => copy.ToString(),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>An object within an object; null if there is none.</summary>
    public static PSObject? Inner(PSObject? item, string name) => Value(item, name) is { } inner ? PSObject.AsPSObject(inner) : null;

    /// <summary>A number; null if there is none.</summary>
    public static int? Number(PSObject? item, string name) => Unwrapped(Value(item, name)) as int?;

    /// <summary>Whether something is true; false if it is not there.</summary>
    public static bool Flag(PSObject? item, string name) => Unwrapped(Value(item, name)) is true;

    /// <summary>The items of a list; none if there is no list.</summary>
    public static IReadOnlyList<object> Items(PSObject? item, string name) =>
        Unwrapped(Value(item, name)) is IEnumerable items and not string ? [.. items.Cast<object>()] : [];

    /// <summary>What is inside a wrapper of the engine; a property bag is left in it.</summary>
    public static object? Unwrapped(object? value) =>
        value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    private static object? Value(PSObject? item, string name) => item?.Properties[name]?.Value;
}
