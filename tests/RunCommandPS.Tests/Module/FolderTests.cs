using RunCommandPS.Session;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Module;

/// <summary>What people get: the files of the built folder, each in the place that decides where it is loaded.</summary>
public sealed class FolderTests
{
    [Fact]
    public void The_top_has_the_manifest_two_assemblies_and_their_formats() => Assert.Equal(
        [
            "LICENSE", "RunCommandPS.Core.dll", "RunCommandPS.Format.ps1xml", "RunCommandPS.Types.ps1xml", "RunCommandPS.dll",
            "RunCommandPS.psd1",
        ],
        Files(""));

    [Fact]
    public void Folders_are_those_of_the_SDK_its_images_the_simulator_and_the_help() => Assert.Equal(
        BuiltModule.HasImages ? ["dependencies", "en-US", "readytorun", "simulator"] : ["dependencies", "en-US", "simulator"],
        Directory.GetDirectories(BuiltModule.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public void Dependencies_are_the_adapter_the_SDK_and_what_the_SDK_needs()
    {
        var files = Files("dependencies");

        Assert.Contains("RunCommandPS.Aws.dll", files);
        Assert.Contains("AWSSDK.Core.dll", files);
        Assert.Contains("AWSSDK.SimpleSystemsManagement.dll", files);
        Assert.Contains("AWSSDK.S3.dll", files);
        // Of profiles with a role or with single sign-on.
        Assert.Contains("AWSSDK.SecurityToken.dll", files);
        Assert.Contains("AWSSDK.SSO.dll", files);
        Assert.Contains("AWSSDK.SSOOIDC.dll", files);
        Assert.All(files, file => Assert.True(
            file is "RunCommandPS.Aws.dll" or "System.IO.Hashing.dll" || file.StartsWith("AWSSDK.", StringComparison.Ordinal), file));
        Assert.All(files, file => Assert.EndsWith(".dll", file, StringComparison.Ordinal));
    }

    [Fact]
    public void Images_are_of_what_a_first_send_loads_and_of_the_same_build()
    {
        Assert.SkipUnless(BuiltModule.HasImages, "The module was built without images.");

        var files = Files(Path.Combine("readytorun", BuiltModule.ImagesIdentifier));

        Assert.Equal(
            [
                "AWSSDK.Core.dll", "AWSSDK.SecurityToken.dll", "AWSSDK.SimpleSystemsManagement.dll", "RunCommandPS.Aws.dll",
                "RunCommandPS.Core.dll",
            ],
            files);
        var images = ReadyToRunImages.OfProcess(BuiltModule.Folder);
        Assert.All(files, file =>
        {
            var library = file == "RunCommandPS.Core.dll" ? file : Path.Combine("dependencies", file);
            Assert.Equal(BuiltModule.Loaded(library), images.InPlaceOf(Path.Combine(BuiltModule.Folder, library)));
        });
    }

    [Fact]
    public void The_simulator_has_its_YAML_reader_beside_it() =>
        Assert.Equal(["RunCommandPS.Simulator.dll", "YamlDotNet.dll"], Files("simulator"));

    [Fact]
    public void Help_is_of_the_language_it_is_written_in() => Assert.Contains("RunCommandPS.dll-Help.xml", Files("en-US"));

    private static IReadOnlyList<string> Files(string folder) =>
        [.. Directory.GetFiles(Path.Combine(BuiltModule.Folder, folder)).Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal)];
}
