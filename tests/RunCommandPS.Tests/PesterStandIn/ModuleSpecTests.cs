using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.PesterStandIn;

/// <summary>That tests/Pester/Module.Tests.ps1 lets a good module pass and sees what is wrong with a bad one.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class ModuleSpecTests : IDisposable
{
    private const string Manifest = """
        @{
            RootModule = 'RunCommandPS.psm1'
            ModuleVersion = '9.8.7'
            GUID = '5f4b2c0e-2b0e-4b0a-9d9a-0e6b1a4f8f11'
            Author = 'Somebody'
            Description = 'A module in the shape of ours.'
            PowerShellVersion = '7.4'
            CompatiblePSEditions = @('Core')
            CmdletsToExport = @()
            FunctionsToExport = @('Send-RunCommand')
            AliasesToExport = @()
            PrivateData = @{ PSData = @{ Tags = @('t'); LicenseUri = 'https://example.com/l'; ProjectUri = 'https://example.com/p'; ReleaseNotes = 'n' } }
        }
        """;

    private const string Module = """
        function Send-RunCommand {
        <#
        .SYNOPSIS
        Sends.
        .DESCRIPTION
        Sends a command.
        .PARAMETER Region
        Where.
        .PARAMETER ProfileName
        Who.
        .PARAMETER ProfileLocation
        Who, from where.
        .PARAMETER AccessKey
        Who, by key.
        .PARAMETER SecretKey
        The key.
        .PARAMETER SessionToken
        The token.
        .PARAMETER EndpointUrl
        Where, exactly.
        .EXAMPLE
        Send-RunCommand -Region eu-west-1
        .EXAMPLE
        Send-RunCommand -Region eu-west-2
        .EXAMPLE
        Send-RunCommand -Region eu-west-3
        #>
            [CmdletBinding(SupportsShouldProcess)]
            [OutputType([string])]
            param($Region, $ProfileName, $ProfileLocation, $AccessKey, $SecretKey, $SessionToken, $EndpointUrl)
        }
        """;

    private readonly DirectoryInfo _repository = Directory.CreateTempSubdirectory("RunCommandPS.Tests-");

    public void Dispose() => _repository.Delete(recursive: true);

    [Fact]
    public void A_module_in_order_passes() => Assert.Empty(Failures(Manifest, Module));

    [Theory]
    [InlineData("@('Send-RunCommand')", "'*'", "names its exports one by one")]
    [InlineData("@('Send-RunCommand')", "@('Send-RunCommand', 'Get-RunCommand')", "exports every cmdlet it names")]
    [InlineData("Author = 'Somebody'", "", "says who made it")]
    [InlineData("PowerShellVersion = '7.4'", "PowerShellVersion = '7.2'", "where it runs")]
    public void A_fault_of_the_manifest_is_seen(string right, string wrong, string test) =>
        Assert.Contains(Failures(Manifest.Replace(right, wrong, StringComparison.Ordinal), Module), name => name.Contains(test, StringComparison.Ordinal));

    [Theory]
    [InlineData("[OutputType([string])]", "", "says what it returns")]
    [InlineData("[CmdletBinding(SupportsShouldProcess)]", "[CmdletBinding()]", "can be tried out")]
    [InlineData(".SYNOPSIS", ".NOTES", "has a synopsis")]
    [InlineData(".DESCRIPTION", ".NOTES", "has a synopsis and a description")]
    [InlineData("Send-RunCommand -Region eu-west-3\n", "", "at least three examples")]
    [InlineData(".PARAMETER SecretKey\nThe key.\n", "", "describes every parameter")]
    [InlineData("$Region, $Prof", "$Prof", "how to reach the service")]
    public void A_fault_of_a_cmdlet_is_seen(string right, string wrong, string test)
    {
        var module = Module.ReplaceLineEndings("\n");
        Assert.Contains(right, module, StringComparison.Ordinal);

        // An example is its heading and its text.
        var faulty = module.Replace(right, wrong, StringComparison.Ordinal).Replace(".EXAMPLE\n#>", "#>", StringComparison.Ordinal);

        Assert.Contains(Failures(Manifest, faulty), name => name.Contains(test, StringComparison.Ordinal));
    }

    /// <summary>Runs the spec in a copy of the repository's layout, with this module as the built one.</summary>
    private IEnumerable<string> Failures(string manifest, string module)
    {
        var specs = _repository.CreateSubdirectory("tests").CreateSubdirectory("Pester");
        foreach (var script in Directory.GetFiles(BuiltModule.SpecFolder, "*.ps1"))
        {
            File.Copy(script, Path.Combine(specs.FullName, Path.GetFileName(script)));
        }

        var built = _repository.CreateSubdirectory(Path.Combine("out", "RunCommandPS", "9.8.7"));
        File.WriteAllText(Path.Combine(_repository.FullName, "RunCommandPS.psd1"), manifest);
        File.WriteAllText(Path.Combine(built.FullName, "RunCommandPS.psd1"), manifest);
        File.WriteAllText(Path.Combine(built.FullName, "RunCommandPS.psm1"), module);

        var file = SpecFile.Run(Path.Combine(specs.FullName, "Module.Tests.ps1"));
        return [.. file.Faults, .. file.Tests.Where(test => test.Value is not null).Select(test => test.Key)];
    }
}
