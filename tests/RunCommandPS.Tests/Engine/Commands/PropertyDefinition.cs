using System.Collections;
using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>A property as -Property takes it: a name, wildcards allowed, a script block, or a table with Name, Expression, Descending.</summary>
internal sealed record PropertyDefinition(string? Name, PSPropertyExpression Expression, bool? Descending = null)
{
    public static PropertyDefinition Parse(object value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        ScriptBlock script => new(null, new PSPropertyExpression(script)),
        IDictionary table => Parse(table),
        var name => new(null, new PSPropertyExpression(LanguagePrimitives.ConvertTo<string>(name))),
    };

    /// <summary>Names and values on an object. A plain name that the object does not have yields null, wildcards yield nothing.</summary>
    public IEnumerable<(string Name, object? Value)> Read(PSObject item)
    {
        var matches = Expression.ResolveNames(item);
        if (matches.Count == 0 && !Expression.HasWildCardCharacters)
        {
            yield return (Name ?? Expression.ToString(), null);
        }

        foreach (var match in matches)
        {
            yield return (Name ?? match.ToString(), match.GetValues(item).FirstOrDefault()?.Result);
        }
    }

    /// <summary>The value of a definition that stands for one property.</summary>
    public object? Value(PSObject item) => Read(item).FirstOrDefault().Value;

    private static PropertyDefinition Parse(IDictionary table)
    {
        PropertyDefinition definition = new(null, new PSPropertyExpression("*"));
        foreach (DictionaryEntry entry in table)
        {
            var key = entry.Key.ToString()!;
            definition = key switch
            {
                _ when Stands(key, "Name") || Stands(key, "Label") => definition with { Name = LanguagePrimitives.ConvertTo<string>(entry.Value) },
                _ when Stands(key, "Expression") => definition with { Expression = Parse(entry.Value!).Expression },
                _ when Stands(key, "Descending") => definition with { Descending = LanguagePrimitives.IsTrue(entry.Value) },
                _ when Stands(key, "Ascending") => definition with { Descending = !LanguagePrimitives.IsTrue(entry.Value) },
                _ => throw new ArgumentException($"'{key}' is no key of a calculated property here."),
            };
        }

        return definition;
    }

    private static bool Stands(string key, string name) => key.Length > 0 && name.StartsWith(key, StringComparison.OrdinalIgnoreCase);
}
