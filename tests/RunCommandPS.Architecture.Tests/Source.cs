namespace RunCommandPS.Architecture.Tests;

/// <summary>A source file.</summary>
/// <param name="Path">Where it is, from the root of the repository.</param>
/// <param name="Folder">The folder of its project, with dots; empty where it stands beside the project file.</param>
/// <param name="Text">What is in it, with line feeds.</param>
internal sealed record Source(string Path, string Folder, string Text)
{
    private static readonly EnumerationOptions Recursively = new() { RecurseSubdirectories = true };

    /// <summary>The sources of a project of <c>src</c>.</summary>
    public static IEnumerable<Source> Of(string project)
    {
        var root = System.IO.Path.Combine(Built.Repository, "src", project);
        return Under(root).Select(file => Read(root, file));
    }

    /// <summary>All sources in C#.</summary>
    public static IEnumerable<Source> All() => InFolders("*.cs");

    /// <summary>All sources in PowerShell.</summary>
    public static IEnumerable<Source> Scripts() =>
        InFolders("*.ps1").Concat(InFolders("*.psd1"))
            .Append(Read(Built.Repository, System.IO.Path.Combine(Built.Repository, "build.ps1")));

    private static IEnumerable<Source> InFolders(string pattern) =>
        new[] { "src", "tests", "tools", "bench", "examples" }
            .Select(folder => System.IO.Path.Combine(Built.Repository, folder))
            .SelectMany(root => Under(root, pattern).Select(file => Read(root, file)));

    private static IEnumerable<string> Under(string root, string pattern = "*.cs") =>
        Directory.EnumerateFiles(root, pattern, Recursively).Where(file => !IsMade(file));

    private static bool IsMade(string file) =>
        System.IO.Path.GetRelativePath(Built.Repository, file).Split(System.IO.Path.DirectorySeparatorChar)
            .Any(part => part is "bin" or "obj");

    private static Source Read(string root, string file) => new(
        System.IO.Path.GetRelativePath(Built.Repository, file),
        System.IO.Path.GetDirectoryName(System.IO.Path.GetRelativePath(root, file))!.Replace(System.IO.Path.DirectorySeparatorChar, '.'),
        File.ReadAllText(file).ReplaceLineEndings("\n"));
}
