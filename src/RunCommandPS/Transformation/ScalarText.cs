using System.Globalization;
using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>Single values as the text that goes on the wire: the same on every machine, whatever its culture.</summary>
internal static class ScalarText
{
    /// <summary>The text of a single value.</summary>
    /// <param name="value">A string, number, Boolean, date or the like, wrapped or not.</param>
    /// <returns>Its text; null if it is not a single value.</returns>
    public static string? Of(object? value) => MemberReader.Unwrap(value) switch
    {
        string text => text,
        char character => character.ToString(),
        bool flag => Of(flag),
        SwitchParameter flag => Of(flag.IsPresent),
        Enum name => name.ToString(),
        DateTime or DateTimeOffset => string.Create(CultureInfo.InvariantCulture, $"{value:o}"),
        TimeSpan span => span.ToString("c", CultureInfo.InvariantCulture),
        Uri address => address.OriginalString,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    // As JSON and the documents' own Boolean parameters write it.
    private static string Of(bool flag) => flag ? "true" : "false";
}
