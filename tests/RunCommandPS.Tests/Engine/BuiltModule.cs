using System.Reflection;
using System.Runtime.InteropServices;
using RunCommandPS.Session;

namespace RunCommandPS.Tests.Engine;

/// <summary>Where the build put what these tests test. MSBuild writes the paths into the assembly, so no folder is guessed.</summary>
public static class BuiltModule
{
    /// <summary>The importable module folder.</summary>
    public static string Folder { get; } = Metadata("ModuleFolder");

    /// <summary>The manifest in it, which is what gets imported.</summary>
    public static string Manifest { get; } = Path.Combine(Folder, "RunCommandPS.psd1");

    /// <summary>The folder of the Pester specs.</summary>
    public static string SpecFolder { get; } = Metadata("SpecFolder");

    /// <summary>The folder of the runbooks that people copy.</summary>
    public static string ExampleFolder { get; } = Metadata("ExampleFolder");

    /// <summary>The pwsh that users have, run by <c>dotnet</c>.</summary>
    public static string Pwsh { get; } = Metadata("Pwsh");

    /// <summary>What this machine's folder of images is called.</summary>
    public static string ImagesIdentifier { get; } = ReadyToRunImages.Identifier(RuntimeInformation.ProcessArchitecture)!;

    /// <summary>Whether the build could compile ahead of time.</summary>
    public static bool HasImages { get; } = Directory.Exists(ImagesFolder);

    private static string ImagesFolder => Path.Combine(Folder, ReadyToRunImages.FolderName, ImagesIdentifier);

    /// <summary>Where a library is loaded from.</summary>
    /// <param name="library">Its path in the module's folder.</param>
    public static string Loaded(string library) =>
        Path.Combine(ImagesFolder, Path.GetFileName(library)) is var image && File.Exists(image) ? image : Path.Combine(Folder, library);

    private static string Metadata(string key) =>
        Path.GetFullPath(typeof(BuiltModule).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key).Value!);
}
