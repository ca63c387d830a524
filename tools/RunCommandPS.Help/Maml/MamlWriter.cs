using System.Text;
using System.Xml;
using System.Xml.Linq;
using RunCommandPS.Help.Pages;

namespace RunCommandPS.Help.Maml;

/// <summary>Writes pages as MAML, the XML that Get-Help reads.</summary>
internal static class MamlWriter
{
    private const string DoubleBreak = "\n\n";
    private const int TitleWidth = 64;
    private static readonly XNamespace Help = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Writes pages.</summary>
    /// <param name="pages">The pages, one a cmdlet.</param>
    /// <param name="address">Where the folder of pages is on the web; ends in a slash.</param>
    /// <returns>The whole file.</returns>
    public static string Write(IEnumerable<HelpPage> pages, string address)
    {
        var root = new XElement(Help + "helpItems", new XAttribute("schema", "maml"), pages.Select(page => PageOf(page, address)));
        var text = new StringBuilder();
        // Line ends are the text's own on every system: they are what Get-Help shows.
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true };
        using (var writer = XmlWriter.Create(text, settings))
        {
            root.WriteTo(writer);
        }

        return $"""<?xml version="1.0" encoding="utf-8"?>{'\n'}{text}{'\n'}""";
    }

    private static XElement PageOf(HelpPage page, string address) => new(
        Command + "command",
        new XAttribute(XNamespace.Xmlns + "maml", Maml),
        new XAttribute(XNamespace.Xmlns + "command", Command),
        new XAttribute(XNamespace.Xmlns + "dev", Dev),
        new XElement(
            Command + "details",
            new XElement(Command + "name", page.Name),
            new XElement(Command + "verb", page.Name.Split('-')[0]),
            new XElement(Command + "noun", page.Name.Split('-')[1]),
            Text("description", [page.Synopsis])),
        Text("description", page.Description),
        new XElement(Command + "syntax", page.ParameterSets.Select(set => SyntaxOf(page, set))),
        new XElement(Command + "parameters", page.Parameters.Select(ParameterOf)),
        new XElement(Command + "inputTypes", page.Inputs.Select(type => TypeOf("inputType", type))),
        new XElement(Command + "returnValues", page.Outputs.Select(type => TypeOf("returnValue", type))),
        page.Notes.Count == 0 ? null : new XElement(Maml + "alertSet", Text("alert", page.Notes)),
        new XElement(Command + "examples", page.Examples.Select(ExampleOf)),
        new XElement(Command + "relatedLinks", page.Links.Prepend(Online(page, address)).Select(LinkOf)));

    private static XElement SyntaxOf(HelpPage page, HelpParameterSet set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", page.Name),
        set.Parameters.Select(written => page.Parameters.First(parameter => parameter.Name == written.Name))
            .Select(parameter => InSyntax(parameter, parameter.In(set.Name)!)));

    private static XElement InSyntax(HelpParameter parameter, HelpParameterUse use) => new(
        Command + "parameter",
        AttributesOf(use),
        new XElement(Maml + "name", parameter.Name),
        Text("description", parameter.Description),
        use.AcceptedValues.Count == 0
            ? null
            : new XElement(Command + "parameterValueGroup", use.AcceptedValues.Select(value => ValueOf(value, use))),
        use.IsSwitch ? null : ValueOf(use.Type, use));

    private static XElement ParameterOf(HelpParameter parameter) => new(
        Command + "parameter",
        AttributesOf(parameter.Uses[0]),
        new XElement(Maml + "name", parameter.Name),
        Text("description", [.. parameter.Description, .. Differences(parameter)]),
        parameter.Uses[0].IsSwitch ? null : ValueOf(parameter.Uses[0].Type, parameter.Uses[0]),
        new XElement(Dev + "type", new XElement(Maml + "name", parameter.Uses[0].Type), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", parameter.Uses[0].DefaultValue));

    // Get-Help has one table of attributes for a parameter, so what other sets ask for is told in words.
    private static IEnumerable<string> Differences(HelpParameter parameter) => parameter.Uses.Skip(1).Select(use =>
        $"In the parameter set {string.Join(", ", use.ParameterSets)}: type {use.Type}, required {Lower(use.IsRequired)}, "
        + $"position {PositionOf(use)}, pipeline input {PipelineOf(use)}.");

    private static object[] AttributesOf(HelpParameterUse use) =>
    [
        new XAttribute("required", Lower(use.IsRequired)),
        new XAttribute("variableLength", Lower(IsList(use))),
        new XAttribute("globbing", Lower(use.TakesWildcards)),
        new XAttribute("pipelineInput", PipelineOf(use)),
        new XAttribute("position", PositionOf(use)),
        new XAttribute("aliases", use.Aliases.Count == 0 ? "none" : string.Join(", ", use.Aliases)),
    ];

    private static XElement ValueOf(string text, HelpParameterUse use) => new(
        Command + "parameterValue",
        new XAttribute("required", "true"),
        new XAttribute("variableLength", Lower(IsList(use))),
        text);

    private static XElement TypeOf(string element, HelpType type) => new(
        Command + element,
        new XElement(Dev + "type", new XElement(Maml + "name", type.Name)),
        Text("description", type.Description));

    private static XElement ExampleOf(HelpExample example, int index)
    {
        var title = $" Example {index + 1}: {example.Title} ";
        var left = Math.Max(0, (TitleWidth - title.Length) / 2);
        // Get-Help writes the code right behind the introduction, and the next title right behind the remarks.
        var introduction = example.Introduction.Count == 0
            ? []
            : example.Introduction.SkipLast(1).Append(example.Introduction[^1] + DoubleBreak);
        string[] output = example.Output.Length == 0 ? [] : [example.Output];
        return new XElement(
            Command + "example",
            new XElement(Maml + "title", (new string('-', left) + title).PadRight(Math.Max(title.Length, TitleWidth), '-')),
            Text("introduction", introduction),
            new XElement(Dev + "code", example.Code),
            new XElement(Dev + "remarks", Paragraphs([.. output, .. example.Remarks, ""])));
    }

    // Get-Help -Online opens the first link there is.
    private static HelpLink Online(HelpPage page, string address) => new("Online Version:", $"{address}{page.Name}.md");

    private static XElement LinkOf(HelpLink link) => new(
        Maml + "navigationLink", new XElement(Maml + "linkText", link.Text), new XElement(Maml + "uri", link.Address));

    private static XElement Text(string element, IEnumerable<string> paragraphs) => new(Maml + element, Paragraphs(paragraphs));

    private static IEnumerable<XElement> Paragraphs(IEnumerable<string> texts) => texts.Select(text => new XElement(Maml + "para", text));

    private static string Lower(bool value) => value ? "true" : "false";

    private static bool IsList(HelpParameterUse use) => use.Type.EndsWith("[]", StringComparison.Ordinal);

    private static string PositionOf(HelpParameterUse use) => use.Position is { } position ? $"{position}" : "named";

    private static string PipelineOf(HelpParameterUse use) => (use.IsFromPipeline, use.IsFromPipelineByPropertyName) switch
    {
        (true, true) => "true (ByValue, ByPropertyName)",
        (true, false) => "true (ByValue)",
        (false, true) => "true (ByPropertyName)",
        _ => "false",
    };
}
