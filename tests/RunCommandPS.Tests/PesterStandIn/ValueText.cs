using System.Collections;
using System.Management.Automation;

namespace RunCommandPS.Tests.PesterStandIn;

/// <summary>Values as names and failure messages show them.</summary>
internal static class ValueText
{
    private const int MostItems = 10;

    public static string Of(object? value) => (value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value) switch
    {
        null => "$null",
        string text => $"'{text}'",
        bool truth => truth ? "$true" : "$false",
        Type type => $"[{type.FullName}]",
        ScriptBlock script => $"{{{script}}}",
        IDictionary table => $"@{{{Join(table.Cast<DictionaryEntry>(), entry => $"{entry.Key} = {Of(entry.Value)}")}}}",
        IEnumerable items => $"@({Join(items.Cast<object?>(), Of)})",
        var other => LanguagePrimitives.ConvertTo<string>(other),
    };

    private static string Join<T>(IEnumerable<T> items, Func<T, string> text)
    {
        var shown = items.Take(MostItems + 1).Select(text).ToList();
        return string.Join(", ", shown.Count > MostItems ? [.. shown.Take(MostItems), "..."] : shown);
    }
}
