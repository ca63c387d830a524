using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Net;
using System.Security;
using RunCommandPS.Transformation;

namespace RunCommandPS.Scripts;

/// <summary>Values as PowerShell source text that makes the same values on the node.</summary>
internal static class PowerShellLiteral
{
    // As deep as remoting goes into an object that it passes.
    private const int Depth = 2;

    /// <summary>An expression that is the value.</summary>
    /// <param name="value">Any value but a secret. What has no literal goes as PowerShell remoting would send it.</param>
    /// <param name="name">The value's name, for an error.</param>
    /// <returns>An expression that can stand as one argument.</returns>
    /// <exception cref="SecretParameterValueException">It is a secret, or has one in it.</exception>
    public static string Of(object? value, string name) => MemberReader.Unwrap(value) switch
    {
        null => "$null",
        SecureString or PSCredential or NetworkCredential => throw InputErrors.Secret(name, MemberReader.Unwrap(value)!.GetType().Name),
        bool flag => flag ? "$true" : "$false",
        SwitchParameter flag => flag ? "$true" : "$false",
        string text => Text(text),
        char character => $"([char]{Text(character.ToString())})",
        int or long or short or byte or sbyte or ushort or uint => string.Create(CultureInfo.InvariantCulture, $"({MemberReader.Unwrap(value)})"),
        double number when double.IsFinite(number) => $"([double]{Text(number.ToString("R", CultureInfo.InvariantCulture))})",
        decimal number => $"([decimal]{Text(number.ToString(CultureInfo.InvariantCulture))})",
        DateTime or DateTimeOffset or TimeSpan or Guid or Uri or Version => Convert(MemberReader.Unwrap(value)!),
        Enum flag => Text(flag.ToString()),
        ScriptBlock script => $"{{{script}}}",
        IDictionary dictionary => Dictionary(dictionary, name),
        PSCustomObject => $"([pscustomobject]{Properties(PSObject.AsPSObject(value), name)})",
        System.Array or ArrayList => List((IEnumerable)MemberReader.Unwrap(value)!, name),
        _ => Serialized(value),
    };

    private static string Text(string text) => "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'";

    private static string Convert(object value) => value switch
    {
        DateTime moment => $"([datetime]::ParseExact('{moment.ToString("o", CultureInfo.InvariantCulture)}', 'o', $null, 'RoundtripKind'))",
        DateTimeOffset moment => $"([datetimeoffset]'{moment.ToString("o", CultureInfo.InvariantCulture)}')",
        TimeSpan span => $"([timespan]'{span.ToString("c", CultureInfo.InvariantCulture)}')",
        Uri address => $"([uri]{Text(address.OriginalString)})",
        _ => $"([{(value is Guid ? "guid" : "version")}]'{value}')",
    };

    private static string List(IEnumerable items, string name) => $"@({string.Join(", ", items.Cast<object?>().Select(item => Of(item, name)))})";

    private static string Dictionary(IDictionary dictionary, string name) =>
        (dictionary is System.Collections.Specialized.OrderedDictionary ? "([ordered]" : "(")
        + $"@{{{string.Join("; ", dictionary.Keys.Cast<object>().Select(key => $"{Of(key, name)} = {Of(dictionary[key], name)}"))}}})";

    private static string Properties(PSObject bag, string name) =>
        $"@{{{string.Join("; ", bag.Properties.Select(property => $"{Text(property.Name)} = {Of(property.Value, name)}"))}}}";

    private static string Serialized(object? value) =>
        $"([Management.Automation.PSSerializer]::Deserialize({Text(PSSerializer.Serialize(value, Depth))}))";
}
