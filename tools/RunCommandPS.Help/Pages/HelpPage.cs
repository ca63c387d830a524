namespace RunCommandPS.Help.Pages;

/// <summary>A cmdlet's page, read. Text is plain: paragraphs on one line each, lists and tables laid out for 80 columns.</summary>
public sealed record HelpPage
{
    /// <summary>The file it was read from.</summary>
    public string File { get; init; } = "";

    /// <summary>The cmdlet, Verb-Noun.</summary>
    public string Name { get; init; } = "";

    /// <summary>What it does, in a sentence.</summary>
    public string Synopsis { get; init; } = "";

    /// <summary>What it does, in full.</summary>
    public IReadOnlyList<string> Description { get; init; } = [];

    /// <summary>Its syntax, one entry a parameter set.</summary>
    public IReadOnlyList<HelpParameterSet> ParameterSets { get; init; } = [];

    /// <summary>How it is used, in the order of the page.</summary>
    public IReadOnlyList<HelpExample> Examples { get; init; } = [];

    /// <summary>Its own parameters, in alphabetical order; the common parameters are the engine's.</summary>
    public IReadOnlyList<HelpParameter> Parameters { get; init; } = [];

    /// <summary>Types that can be piped to it.</summary>
    public IReadOnlyList<HelpType> Inputs { get; init; } = [];

    /// <summary>Types that it returns.</summary>
    public IReadOnlyList<HelpType> Outputs { get; init; } = [];

    /// <summary>What else there is to know.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Where to read on.</summary>
    public IReadOnlyList<HelpLink> Links { get; init; } = [];

    /// <summary>Reads a page.</summary>
    /// <param name="file">The page's file, <c>Verb-Noun.md</c>.</param>
    /// <returns>What it says.</returns>
    /// <exception cref="HelpPageException">The page breaks the layout.</exception>
    public static HelpPage Load(string file) => new PageReader(file, System.IO.File.ReadAllText(file)).Read();
}
