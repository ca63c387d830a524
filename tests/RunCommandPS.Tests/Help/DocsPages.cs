using System.Reflection;
using RunCommandPS.Help.Pages;
using RunCommandPS.Help.Topics;

namespace RunCommandPS.Tests.Help;

/// <summary>The pages of docs/en-US. Reading one that breaks the layout fails, with the place of the error.</summary>
internal static class DocsPages
{
    private static readonly string Folder = typeof(DocsPages).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "DocsFolder").Value!;

    /// <summary>The cmdlets that have a page, for theories.</summary>
    public static IEnumerable<TheoryDataRow<string>> Names =>
        Directory.GetFiles(Folder, "*-*.md").Order(StringComparer.Ordinal)
            .Select(file => new TheoryDataRow<string>(Path.GetFileNameWithoutExtension(file)));

    /// <summary>The topics, about_Name.</summary>
    public static IEnumerable<TheoryDataRow<string>> Topics =>
        Directory.GetFiles(Folder, "about_*.md").Order(StringComparer.Ordinal)
            .Select(file => new TheoryDataRow<string>(Path.GetFileNameWithoutExtension(file)));

    /// <summary>Reads a topic.</summary>
    public static HelpTopic LoadTopic(string name) => HelpTopic.Load(Path.Combine(Folder, name + ".md"));

    /// <summary>Reads a page.</summary>
    public static HelpPage Load(string name) => HelpPage.Load(Path.Combine(Folder, name + ".md"));
}
