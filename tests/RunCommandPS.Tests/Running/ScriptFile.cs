namespace RunCommandPS.Tests.Running;

/// <summary>A file with a script, for as long as a test takes.</summary>
internal sealed class ScriptFile : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public ScriptFile(string name, string text)
    {
        Path = System.IO.Path.Combine(_folder, name);
        File.WriteAllText(Path, text);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
