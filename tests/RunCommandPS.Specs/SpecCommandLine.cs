using System.Reflection;
using Microsoft.Testing.Platform.CommandLine;
using Microsoft.Testing.Platform.Extensions;
using Microsoft.Testing.Platform.Extensions.CommandLine;

namespace RunCommandPS.Specs;

/// <summary>What to run, and on which Pester.</summary>
/// <param name="Files">The spec files, the longest first, so that the last ones to run are short.</param>
/// <param name="PesterManifest">Pester's module manifest.</param>
/// <param name="PwshPath">The pwsh that <c>dotnet</c> runs.</param>
internal sealed record SpecOptions(IReadOnlyList<string> Files, string PesterManifest, string PwshPath);

/// <summary>The options of this test application.</summary>
internal sealed class SpecCommandLine : ICommandLineOptionsProvider
{
    private const string Spec = "spec";
    private const string Pester = "pester";

    private static readonly string[] PesterVersions = Metadata("PesterVersions").Split(';');

    public string Uid => nameof(SpecCommandLine);

    public string Version => "1.0.0";

    public string DisplayName => "Pester specs";

    public string Description => "Which specs to run, and on which Pester.";

    public static SpecOptions Read(ICommandLineOptions options)
    {
        var wanted = options.TryGetOptionArgumentList(Spec, out var names) ? names : ["*"];
        var version = options.TryGetOptionArgumentList(Pester, out var versions) ? versions[0] : PesterVersions[^1];
        var files = wanted.SelectMany(name => Directory.GetFiles(Metadata("SpecFolder"), $"{name}.Tests.ps1")).Distinct();
        return new SpecOptions(
            [.. files.OrderByDescending(file => new FileInfo(file).Length)],
            Path.Combine(Metadata("PesterFolder"), version, "tools", "Pester.psd1"),
            Metadata("Pwsh"));
    }

    public IReadOnlyCollection<CommandLineOption> GetCommandLineOptions() =>
    [
        new(Spec, "Spec files by name, without .Tests.ps1; * and ? stand for any characters.", ArgumentArity.OneOrMore, isHidden: false),
        new(Pester, $"The version of Pester: {string.Join(" or ", PesterVersions)}.", ArgumentArity.ExactlyOne, isHidden: false),
    ];

    public Task<bool> IsEnabledAsync() => Task.FromResult(true);

    public Task<ValidationResult> ValidateOptionArgumentsAsync(CommandLineOption commandOption, string[] arguments) =>
        commandOption.Name == Pester && !PesterVersions.Contains(arguments[0])
            ? ValidationResult.InvalidTask(
                $"Pester {arguments[0]} is not restored with this project: --{Pester} takes {string.Join(" or ", PesterVersions)}.")
            : ValidationResult.ValidTask;

    public Task<ValidationResult> ValidateCommandLineOptionsAsync(ICommandLineOptions commandLineOptions) =>
        Read(commandLineOptions).Files.Count == 0
            ? ValidationResult.InvalidTask($"No spec file in '{Metadata("SpecFolder")}' has that name.")
            : ValidationResult.ValidTask;

    private static string Metadata(string key) =>
        typeof(SpecCommandLine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
