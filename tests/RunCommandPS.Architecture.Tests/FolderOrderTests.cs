using System.Text.RegularExpressions;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace RunCommandPS.Architecture.Tests;

/// <summary>The folders of a project stand one above the other, in the order in which docs/ARCHITECTURE.md lists them.</summary>
/// <remarks>Every folder may name the types of a project's root namespace, which are the public ones.</remarks>
public sealed partial class FolderOrderTests
{
    // From the bottom: a folder names those before it. The cmdlets and Core share a root namespace, which users type.
    private static readonly (string Project, string Root, string[] Folders)[] Orders =
    [
        ("RunCommandPS.Core", "RunCommandPS",
        [
            "Storage", "Connection", "Model", "Errors", "Documents", "Reading", "Output", "Waiting", "Sending", "Stopping", "Rollout",
            "Reporting", "Checking",
        ]),
        ("RunCommandPS.Aws", "RunCommandPS.Aws",
        [
            "Local", "Http", "Profiles", "Addressing", "Credentials", "Mapping", "Calls",
        ]),
        ("RunCommandPS", "RunCommandPS",
        [
            "Errors", "Formatting", "Pipeline", "Session", "Transformation", "Credentials", "Completion", "Parameters",
            "Scripts", "Sending", "Running", "Jobs", "Receiving", "Commands",
        ]),
        ("RunCommandPS.Simulator", "RunCommandPS.Simulator",
        [
            "Contract", "Time", "Faults", "Fleet", "Documents", "Storage", "Execution", "Parameters", "Service", "Notifications",
            "State", "Protocol",
        ]),
    ];

    private static readonly ArchUnitNET.Domain.Architecture Module = new ArchLoader()
        .LoadFilteredDirectory(Built.ModuleFolder, "RunCommandPS*.dll", SearchOption.AllDirectories)
        .Build();

    public static TheoryData<string, string> Folders { get; } =
        [.. Orders.SelectMany(order => order.Folders.SkipLast(1).Select(folder => (order.Project, folder)))];

    public static TheoryData<string> Projects { get; } = [.. Orders.Select(order => order.Project)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_names_none_above_it(string project, string folder)
    {
        var order = FoldersOf(project);
        var above = order[(Array.IndexOf(order, folder) + 1)..];

        TypesOf(project, folder).Should().NotDependOnAny(TypesOf(project, above)).Check(Module);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_folder_has_a_place_in_the_order(string project) => Assert.Equal(
        FoldersOf(project).Order(StringComparer.Ordinal),
        Source.Of(project).Where(source => source.Folder.Length > 0).Select(source => source.Folder.Split('.')[0])
            .Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void What_is_internal_has_the_namespace_of_its_folder(string project) => Assert.All(
        Source.Of(project).Where(source => source.Folder.Length > 0 && Internal().IsMatch(source.Text)),
        source => Assert.Contains($"\nnamespace {RootOf(project)}.{source.Folder};", $"\n{source.Text}", StringComparison.Ordinal));

    private static string[] FoldersOf(string project) => Orders.Single(order => order.Project == project).Folders;

    private static string RootOf(string project) => Orders.Single(order => order.Project == project).Root;

    private static GivenTypesConjunction TypesOf(string project, params string[] folders) => Types().That()
        .ResideInAssemblyMatching($"^{Regex.Escape(project)}, ")
        .And().ResideInNamespaceMatching($@"^{Regex.Escape(RootOf(project))}\.({string.Join('|', folders)})(\.|$)");

    [GeneratedRegex(@"^internal ", RegexOptions.Multiline)]
    private static partial Regex Internal();
}
