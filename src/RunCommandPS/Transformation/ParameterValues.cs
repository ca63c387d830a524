using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Net;
using System.Security;
using RunCommandPS.Errors;

namespace RunCommandPS.Transformation;

/// <summary>
/// Document parameters in the forms PowerShell users have them, as the lists of strings that the API takes: numbers, Booleans,
/// arrays, the output of other commands, script blocks (their text), files (their content), dictionaries (JSON).
/// </summary>
internal static class ParameterValues
{
    /// <summary>Converts parameters.</summary>
    /// <param name="parameters">A dictionary or a bag of properties: names and values.</param>
    /// <returns>Names and lists of strings.</returns>
    /// <exception cref="InvalidParameterValueException">A value is null or can't be sent.</exception>
    /// <exception cref="SecretParameterValueException">A value is a secret.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Convert(object parameters)
    {
        // The names of document parameters are case-sensitive, unlike the members of a request.
        var converted = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (name, value) in Pairs(parameters))
        {
            converted[name] = List(name, value);
        }

        return new ReadOnlyDictionary<string, IReadOnlyList<string>>(converted);
    }

    private static IEnumerable<(string Name, object? Value)> Pairs(object parameters) =>
        MemberReader.Unwrap(parameters) is IDictionary dictionary
            ? dictionary.Keys.Cast<object>().Select(key => (key.ToString() ?? "", dictionary[key]))
            : PSObject.AsPSObject(parameters).Properties.Select(property => (property.Name, (object?)property.Value));

    private static List<string> List(string name, object? value) => MemberReader.Unwrap(value) switch
    {
        null => throw Null(name),
        IDictionary or PSCustomObject or string => [Text(name, value)],
        IEnumerable many => many.Cast<object?>().Select(item => Text(name, item)).ToList(),
        _ => [Text(name, value)],
    };

    private static string Text(string name, object? value) => MemberReader.Unwrap(value) switch
    {
        null => throw Null(name),
        SecureString or PSCredential or NetworkCredential => throw InputErrors.Secret(name, MemberReader.Unwrap(value)!.GetType().Name),
        ScriptBlock script => script.ToString(),
        FileInfo file => Content(name, file),
        IDictionary or PSCustomObject or IEnumerable and not string => JsonText.Of(value, item => Text(name, item)),
        _ => Leaf(name, value),
    };

    private static string Leaf(string name, object? value) => ScalarText.Of(value) ?? throw InputErrors.Value(
        $"The value of parameter '{name}' is {InputText.Kind(value)}, which can't be sent as text.",
        "Use a string, number, Boolean, array, script block, file or hashtable; for another object, select the property you mean.");

    private static string Content(string name, FileInfo file)
    {
        try
        {
            return TextFile.Read(file.FullName);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.Value(
                $"The file for parameter '{name}' can't be read: {exception.Message}", "Check the path and your permission to read it.");
        }
    }

    private static InvalidParameterValueException Null(string name) => InputErrors.Value(
        $"The value of parameter '{name}' is null or contains null.",
        "Leave the parameter out to use the document's default, or use an empty string. A variable in it may not be set.");
}
