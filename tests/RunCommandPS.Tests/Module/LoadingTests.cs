using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Module;

/// <summary>Which assemblies the module loads, when, and into which load context; in processes of their own.</summary>
public sealed class LoadingTests
{
    // Writes "<name> <version> <load context>" for whatever is of this module or its libraries.
    private const string Loaded = """
        function Loaded {
            foreach ($assembly in [AppDomain]::CurrentDomain.GetAssemblies()) {
                $name = $assembly.GetName()
                if ($name.Name -match '^(RunCommandPS|AWSSDK|YamlDotNet|System\.IO\.Hashing)') {
                    "$($name.Name) $([System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($assembly).Name)"
                }
            }
        }
        """;

    [Fact]
    public async Task Each_assembly_is_loaded_when_it_is_needed_and_into_the_context_it_belongs_to()
    {
        var lines = await PwshProcess.LinesAsync(
            Loaded + """

            Import-Module -Name $args[0] -ErrorAction Stop
            $null = Get-Command -Module RunCommandPS
            $null = Get-Command Send-RunCommand -Syntax
            $null = Get-Help Send-RunCommand -Full
            $null = Get-RunCommandSimulator
            $null = 'i-0123456789abcdef0' | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -WhatIf
            Loaded
            '--'
            $simulator = Start-RunCommandSimulator -NodeCount 1 6> $null
            Loaded
            '--'
            & {
                # Connecting doesn't wait for the first node.
                while (-not (@(Loaded) -match 'AWSSDK.SimpleSystemsManagement')) { Start-Sleep -Milliseconds 10 }
                $simulator.Nodes
            } | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } | Out-Null
            Loaded
            Stop-RunCommandSimulator
            """,
            BuiltModule.Manifest);

        // -WhatIf tells the console what it would do, whatever happens to the output.
        var steps = string.Join('\n', lines.Where(line => !line.StartsWith("What if:", StringComparison.Ordinal))).Split("\n--\n")
            .Select(step => step.Split('\n')).ToList();
        Assert.Equal(["RunCommandPS Default", "RunCommandPS.Core Default"], steps[0].Order(StringComparer.Ordinal));
        Assert.Equal(
            ["RunCommandPS Default", "RunCommandPS.Core Default", "RunCommandPS.Simulator simulator", "YamlDotNet simulator"],
            steps[1].Order(StringComparer.Ordinal));
        var after = steps[2];
        Assert.Contains("RunCommandPS.Aws dependencies", after);
        Assert.Contains("AWSSDK.Core dependencies", after);
        Assert.Contains("AWSSDK.SimpleSystemsManagement dependencies", after);
        Assert.All(after.Where(line => line.StartsWith("AWSSDK", StringComparison.Ordinal)), line =>
            Assert.EndsWith(" dependencies", line, StringComparison.Ordinal));
        Assert.Equal(after.Length, after.Distinct().Count());
    }

    [Theory]
    [InlineData("3.7.402", "3.3.0.0")]
    [InlineData("4.0.3.3", "4.0.0.0")]
    public async Task Another_version_of_the_SDK_in_the_session_is_left_alone(string package, string assemblyVersion)
    {
        var lines = await PwshProcess.LinesAsync(
            """
            $foreign = [Reflection.Assembly]::LoadFrom($args[1])
            "$($foreign.GetName().Version) $([System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($foreign).Name)"
            Import-Module -Name $args[0] -ErrorAction Stop
            $simulator = Start-RunCommandSimulator -NodeCount 1 6> $null
            ($simulator.Nodes | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } | Get-RunCommand).DocumentName
            Stop-RunCommandSimulator
            foreach ($assembly in [AppDomain]::CurrentDomain.GetAssemblies()) {
                if ($assembly.GetName().Name -eq 'AWSSDK.Core') {
                    "$($assembly.Location) $([System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($assembly).Name)"
                }
            }
            """,
            BuiltModule.Manifest,
            Foreign(package));

        Assert.Equal(
            [
                $"{assemblyVersion} Default",
                "AWS-RunShellScript",
                $"{Foreign(package)} Default",
                $"{BuiltModule.Loaded(Path.Combine("dependencies", "AWSSDK.Core.dll"))} dependencies",
            ],
            lines);
    }

    private static string Foreign(string package) => Path.Combine(AppContext.BaseDirectory, "OtherSdk", package, "AWSSDK.Core.dll");
}
