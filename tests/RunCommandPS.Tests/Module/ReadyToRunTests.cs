using System.Buffers.Binary;
using System.Runtime.InteropServices;
using RunCommandPS.Session;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Module;

/// <summary>When an image that was compiled ahead of time is loaded in place of a library, and when not.</summary>
public sealed class ReadyToRunTests : IDisposable
{
    private const string Linux = "linux-x64";
    private const int PlaceOfStamp = 0x88;

    private static readonly Version Net10 = new(10, 0, 12);

    private readonly string _folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-images-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void An_image_of_the_same_build_is_taken()
    {
        var (library, image) = (Write("dependencies/A.dll", 7), Write("readytorun/linux-x64/A.dll", 7));

        Assert.Equal(image, new ReadyToRunImages(_folder, Net10, Linux).InPlaceOf(library));
    }

    [Theory]
    [InlineData("8.0.31", Linux)]
    [InlineData("9.0.20", Linux)]
    [InlineData("11.0.0", Linux)]
    [InlineData("10.0.12", "linux-arm64")]
    [InlineData("10.0.12", "win-x64")]
    [InlineData("10.0.12", null)]
    public void An_image_for_another_runtime_or_machine_is_not(string runtime, string? identifier)
    {
        var library = Write("dependencies/A.dll", 7);
        Write("readytorun/linux-x64/A.dll", 7);

        Assert.Equal(library, new ReadyToRunImages(_folder, Version.Parse(runtime), identifier).InPlaceOf(library));
    }

    [Fact]
    public void An_image_of_another_build_is_not()
    {
        var library = Write("dependencies/A.dll", 7);
        Write("readytorun/linux-x64/A.dll", 8);

        Assert.Equal(library, new ReadyToRunImages(_folder, Net10, Linux).InPlaceOf(library));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0x3D)]
    [InlineData(PlaceOfStamp + 3)]
    public void A_file_that_is_cut_short_is_no_image(int length)
    {
        var library = Write("dependencies/A.dll", 7);
        var image = Write("readytorun/linux-x64/A.dll", 7);
        File.WriteAllBytes(image, File.ReadAllBytes(image)[..length]);

        Assert.Equal(library, new ReadyToRunImages(_folder, Net10, Linux).InPlaceOf(library));
    }

    [Fact]
    public void Where_there_is_none_the_library_is_loaded()
    {
        var library = Write("dependencies/A.dll", 7);

        Assert.Equal(library, new ReadyToRunImages(_folder, Net10, Linux).InPlaceOf(library));
    }

    [Fact]
    public void Machines_are_named_as_NET_names_them()
    {
        Assert.EndsWith("-x64", ReadyToRunImages.Identifier(Architecture.X64), StringComparison.Ordinal);
        Assert.EndsWith("-arm64", ReadyToRunImages.Identifier(Architecture.Arm64), StringComparison.Ordinal);
        Assert.Null(ReadyToRunImages.Identifier(Architecture.Wasm));
    }

    // What is built without the compiler of images has none, and is whole all the same.
    [Fact]
    public async Task An_import_loads_Core_from_its_image()
    {
        Assert.SkipUnless(BuiltModule.HasImages, "The module was built without images.");

        var loaded = await PwshProcess.LinesAsync(
            """
            Import-Module -Name $args[0]
            [AppDomain]::CurrentDomain.GetAssemblies().Location -match 'RunCommandPS\.Core'
            """,
            BuiltModule.Manifest);

        // If Core was loaded from its own file, then because a public type of the cmdlets needed it: see ModuleInitializer.
        Assert.Equal([BuiltModule.Loaded("RunCommandPS.Core.dll")], loaded);
    }

    [Theory]
    [InlineData("dependencies/AWSSDK.Core.dll")]
    [InlineData("RunCommandPS.Core.dll")]
    public async Task A_library_that_was_exchanged_is_loaded_although_there_is_an_image_of_what_it_was(string library)
    {
        Assert.SkipUnless(BuiltModule.HasImages, "The module was built without images.");
        foreach (var file in Directory.GetFiles(BuiltModule.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(BuiltModule.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var exchanged = Path.GetFullPath(library, _folder);
        var bytes = await File.ReadAllBytesAsync(exchanged, TestContext.Current.CancellationToken);
        bytes[BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(0x3C)) + 8] ^= 1;
        await File.WriteAllBytesAsync(exchanged, bytes, TestContext.Current.CancellationToken);

        var locations = await PwshProcess.LinesAsync(
            """
            Import-Module -Name $args[0]
            $simulator = Start-RunCommandSimulator -NodeCount 1 6> $null
            $null = $simulator.Nodes | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' }
            [AppDomain]::CurrentDomain.GetAssemblies().Location -match '(RunCommandPS|AWSSDK)\.(Core|SimpleSystemsManagement)'
            Stop-RunCommandSimulator
            """,
            Path.Combine(_folder, "RunCommandPS.psd1"));

        Assert.Equal(
            new[] { "dependencies/AWSSDK.Core.dll", "dependencies/AWSSDK.SimpleSystemsManagement.dll", "RunCommandPS.Core.dll" }
                .Select(file => file == library ? exchanged : Image(file)).Order(StringComparer.Ordinal),
            locations.Order(StringComparer.Ordinal));
    }

    private string Image(string library) =>
        Path.Combine(_folder, ReadyToRunImages.FolderName, BuiltModule.ImagesIdentifier, Path.GetFileName(library));

    private string Write(string name, uint stamp)
    {
        var file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var bytes = new byte[2048];
        bytes[0x3C] = PlaceOfStamp - 8;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(PlaceOfStamp), stamp);
        File.WriteAllBytes(file, bytes);
        return file;
    }
}
