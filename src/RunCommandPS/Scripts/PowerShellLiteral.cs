using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Net;
using System.Security;
using System.Text;
using RunCommandPS.Errors;
using RunCommandPS.Transformation;

namespace RunCommandPS.Scripts;

/// <summary>Values as PowerShell source text that produces the same values on the node.</summary>
internal static class PowerShellLiteral
{
    // As deep as remoting follows an object that it passes.
    private const int Depth = 2;

    // Deeper than anyone writes by hand: a value contains itself.
    private const int Deepest = 32;

    /// <summary>An expression that is the value.</summary>
    /// <param name="value">Any value except a secret. What has no literal is passed as PowerShell remoting would send it.</param>
    /// <param name="name">The value's name, for an error.</param>
    /// <returns>An expression that can be used as one argument.</returns>
    /// <exception cref="SecretParameterValueException">It is a secret, or contains one.</exception>
    public static string Of(object? value, string name) => Of(value, name, 0);

    private static string Of(object? value, string name, int level) => MemberReader.Unwrap(value) switch
    {
        null => "$null",
        _ when level > Deepest =>
            throw InputErrors.Value(
                $"The value of {name} is nested deeper than {Deepest} levels, or contains itself.",
                "Pass the part you need as a separate value."),
        SecureString or PSCredential or NetworkCredential => throw InputErrors.Secret(name, MemberReader.Unwrap(value)!.GetType().Name),
        bool flag => flag ? "$true" : "$false",
        SwitchParameter flag => flag ? "$true" : "$false",
        string text => Text(text),
        char character => string.Create(CultureInfo.InvariantCulture, $"([char]{(int)character})"),
        int number and > int.MinValue => string.Create(CultureInfo.InvariantCulture, $"({number})"),
        int or long or short or byte or sbyte or ushort or uint or ulong => string.Create(
            CultureInfo.InvariantCulture, $"([{MemberReader.Unwrap(value)!.GetType().Name}]'{MemberReader.Unwrap(value)}')"),
        double number when double.IsFinite(number) => $"([double]{Text(number.ToString("R", CultureInfo.InvariantCulture))})",
        float number when float.IsFinite(number) => $"([float]{Text(number.ToString("R", CultureInfo.InvariantCulture))})",
        // A cast from text uses the shortest number, without the trailing zeros of large ones.
        decimal number =>
            $"([decimal]::Parse({Text(number.ToString(CultureInfo.InvariantCulture))}, [Globalization.CultureInfo]::InvariantCulture))",
        DateTime or DateTimeOffset or TimeSpan or Guid or Uri or Version => Convert(MemberReader.Unwrap(value)!),
        Enum flag => Text(flag.ToString()),
        ScriptBlock script => $"{{{script}\n}}",
        IDictionary dictionary when HaveNamesakes(dictionary) => Serialized(value, name),
        IDictionary dictionary => Dictionary(dictionary, name, level),
        PSCustomObject => $"([pscustomobject]{Properties(PSObject.AsPSObject(value), name, level)})",
        System.Array or ArrayList => List((IEnumerable)MemberReader.Unwrap(value)!, name, level),
        _ => Serialized(value, name),
    };

    /// <summary>An expression that is a text.</summary>
    // Two braces would be a reference to Parameter Store or a parameter of the document, which the service replaces wherever it finds them.
    // Line endings and other control characters may change on the way through files and lines, so they are written as numbers.
    public static string Text(string text)
    {
        var literal = new StringBuilder("'");
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            var isWhole = !char.IsSurrogate(character) || (at + 1 < text.Length && char.IsSurrogatePair(character, text[at + 1]));
            if (character == '{' && at > 0 && text[at - 1] == '{')
            {
                literal.Append("'+'{");
            }
            else if (!isWhole || char.IsControl(character) || character is '\u2028' or '\u2029' or '\uFEFF')
            {
                literal.Append(CultureInfo.InvariantCulture, $"'+[char]{(int)character}+'");
            }
            else if (char.IsSurrogate(character))
            {
                literal.Append(text, at++, 2);
            }
            else
            {
                literal.Append(CodeGeneration.EscapeSingleQuotedStringContent(character.ToString()));
            }
        }

        literal.Append('\'');
        return literal.ToString().Contains("'+", StringComparison.Ordinal) ? $"({literal})" : literal.ToString();
    }

    private static string Convert(object value) => value switch
    {
        DateTime moment => $"([datetime]::ParseExact('{moment.ToString("o", CultureInfo.InvariantCulture)}', 'o', $null, 'RoundtripKind'))",
        DateTimeOffset moment => $"([datetimeoffset]'{moment.ToString("o", CultureInfo.InvariantCulture)}')",
        TimeSpan span => $"([timespan]'{span.ToString("c", CultureInfo.InvariantCulture)}')",
        Uri address => $"([uri]{Text(address.OriginalString)})",
        _ => $"([{(value is Guid ? "guid" : "version")}]'{value}')",
    };

    // The comma before a single item keeps it an item: @() around a list is that list.
    private static string List(IEnumerable items, string name, int level)
    {
        var literals = items.Cast<object?>().Select(item => Of(item, name, level + 1)).ToList();
        return $"@({(literals.Count == 1 ? "," : "")}{string.Join(", ", literals)})";
    }

    private static string Dictionary(IDictionary dictionary, string name, int level)
    {
        var pairs = dictionary.Keys.Cast<object>().Select(key => $"{Of(key, name, level + 1)} = {Of(dictionary[key], name, level + 1)}");
        var order = dictionary is System.Collections.Specialized.OrderedDictionary ? "[ordered]" : "";
        return $"({order}@{{{string.Join("; ", pairs)}}})";
    }

    private static string Properties(PSObject bag, string name, int level) =>
        $"@{{{string.Join("; ", bag.Properties.Select(property => $"{Text(property.Name)} = {Of(property.Value, name, level + 1)}"))}}}";

    // A hashtable in source text can't have keys that differ only in case.
    private static bool HaveNamesakes(IDictionary dictionary)
    {
        var keys = dictionary.Keys.OfType<string>().ToList();
        return keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() < keys.Count;
    }

    private static string Serialized(object? value, string name)
    {
        var text = PSSerializer.Serialize(value, Depth);

        // Text can't contain such a mark: there, < is written as an entity.
        return text.Contains("<SS", StringComparison.Ordinal)
            || text.Contains($"<T>{typeof(NetworkCredential)}</T>", StringComparison.Ordinal)
            ? throw InputErrors.Secret(name, $"{MemberReader.Unwrap(value)!.GetType().Name} with a secret in it")
            : $"([Management.Automation.PSSerializer]::Deserialize({Text(text)}))";
    }
}
