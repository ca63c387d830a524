namespace RunCommandPS.Help.Tests.Fixture;

/// <summary>A folder of pages that goes away with the test.</summary>
internal sealed class DocsFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Help.Tests-");

    /// <summary>Where the pages are.</summary>
    public string Pages => Directory.CreateDirectory(Path.Combine(_folder.FullName, "docs")).FullName;

    /// <summary>Where the module is, and its help goes.</summary>
    public string Module => Directory.CreateDirectory(Path.Combine(_folder.FullName, "Greeting")).FullName;

    /// <summary>Adds a page.</summary>
    public string Add(string name, string markdown)
    {
        var file = Path.Combine(Pages, name);
        File.WriteAllText(file, markdown);
        return file;
    }

    /// <summary>Compiles the pages for this assembly.</summary>
    public IReadOnlyList<HelpError> Compile() =>
        HelpCompiler.Compile(Pages, Module, "RunCommandPS.Help.Tests.dll", "https://example.com/docs/");

    public void Dispose() => _folder.Delete(recursive: true);
}
