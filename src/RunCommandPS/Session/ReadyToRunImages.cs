using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RunCommandPS.Session;

/// <summary>
/// Images of the module's libraries that were compiled ahead of time, one folder for each kind of machine. The libraries themselves are
/// always there, and are what runs if an image is missing, from another build, or made for another runtime or machine.
/// </summary>
/// <param name="moduleFolder">The module's folder.</param>
/// <param name="runtime">The version of this .NET runtime.</param>
/// <param name="identifier">The runtime identifier of this machine.</param>
internal sealed class ReadyToRunImages(string moduleFolder, Version runtime, string? identifier)
{
    /// <summary>The folder of the module that has the images.</summary>
    public const string FolderName = "readytorun";

    // What the images are compiled for. A runtime of another major version has another format, or another framework to be compiled against.
    private const int RuntimeMajor = 10;

    private readonly string? _folder =
        runtime.Major == RuntimeMajor && identifier is not null ? Path.Combine(moduleFolder, FolderName, identifier) : null;

    /// <summary>The images for this process.</summary>
    /// <param name="moduleFolder">The module's folder.</param>
    public static ReadyToRunImages OfProcess(string moduleFolder) =>
        new(moduleFolder, Environment.Version, Identifier(RuntimeInformation.ProcessArchitecture));

    /// <summary>The image of a library if there is a usable one, otherwise the library.</summary>
    /// <param name="library">Path of the library.</param>
    public string InPlaceOf(string library) =>
        _folder is not null
        && Path.Combine(_folder, Path.GetFileName(library)) is var image
        && File.Exists(image)
        && BuildOf(image) is { } build
        && build == BuildOf(library)
            ? image
            : library;

    /// <summary>The runtime identifier of this system on a processor; null if no images are made for it.</summary>
    /// <param name="architecture">The processor that this process was made for.</param>
    public static string? Identifier(Architecture architecture)
    {
        var system = OperatingSystem.IsWindows() ? "win" : OperatingSystem.IsMacOS() ? "osx" : OperatingSystem.IsLinux() ? "linux" : null;
        return architecture is Architecture.X64 or Architecture.Arm64 && system is not null
            ? $"{system}-{(architecture == Architecture.X64 ? "x64" : "arm64")}"
            : null;
    }

    // The timestamp of the PE header, which an image inherits from its library. A deterministic build has a hash of its content there.
    private static uint? BuildOf(string file)
    {
        const int PlaceOfHeader = 0x3C;
        const int PlaceInHeader = 8;
        Span<byte> head = stackalloc byte[1024];
        try
        {
            using var handle = File.OpenHandle(file);
            var read = head[..RandomAccess.Read(handle, head, 0)];
            var place = BinaryPrimitives.ReadInt32LittleEndian(read[PlaceOfHeader..]) + PlaceInHeader;
            return BinaryPrimitives.ReadUInt32LittleEndian(read[place..]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
