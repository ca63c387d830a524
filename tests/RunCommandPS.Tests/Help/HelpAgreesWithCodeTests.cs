using System.Management.Automation;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Help;

/// <summary>The pages and the built module tell the same, and Get-Help shows the pages.</summary>
public sealed class HelpAgreesWithCodeTests(SharedEngine shared) : IClassFixture<SharedEngine>
{
    private const int FewestExamples = 3;
    private readonly PowerShellEngine _engine = shared.Engine;

    public static IEnumerable<TheoryDataRow<string>> Pages => DocsPages.Names;

    public static IEnumerable<TheoryDataRow<string>> Topics => DocsPages.Topics;

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet()
    {
        var cmdlets = _engine.Run("Get-Command -Module RunCommandPS").Succeeded().Values<CommandInfo>();

        Assert.Equal(cmdlets.Select(cmdlet => cmdlet.Name).Order(StringComparer.Ordinal), Pages.Select(row => row.Data));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_syntax_of_a_page_is_what_Get_Command_says(string name)
    {
        AssertSame(new CommandMetadataText(Command(name)).Syntax, CommandMetadataText.SyntaxOf(DocsPages.Load(name)), name);
        Assert.Equal(
            _engine.Run("Get-Command -Name $args[0] -Syntax", name).Succeeded().Output.Single().ToString()
                .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            DocsPages.Load(name).ParameterSets.Select(set => set.Syntax));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_parameters_of_a_page_are_the_cmdlets_with_the_same_attributes(string name)
    {
        AssertSame(new CommandMetadataText(Command(name)).Parameters, CommandMetadataText.ParametersOf(DocsPages.Load(name)), name);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_outputs_of_a_page_are_the_cmdlets(string name)
    {
        var outputs = Command(name).OutputType.Select(type => type.Name).Where(type => type != typeof(void).FullName).DefaultIfEmpty("None")
            .Order(StringComparer.Ordinal);

        Assert.Equal(outputs, DocsPages.Load(name).Outputs.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_inputs_if_and_only_if_the_cmdlet_reads_the_pipeline(string name)
    {
        var page = DocsPages.Load(name);

        Assert.Equal(
            page.Parameters.SelectMany(parameter => parameter.Uses).Any(use => use.IsFromPipeline || use.IsFromPipelineByPropertyName),
            page.Inputs is not [{ Name: "None" }]);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_at_least_three_examples_which_use_its_cmdlet(string name)
    {
        var examples = DocsPages.Load(name).Examples;

        Assert.InRange(examples.Count, FewestExamples, int.MaxValue);
        Assert.All(examples, example => Assert.Contains(name, example.Code, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Get_Help_shows_the_page(string name)
    {
        var page = DocsPages.Load(name);
        _engine.Run("$help = Get-Help -Name $args[0] -Full", name).Succeeded();

        Assert.Equal(page.Synopsis, _engine.Run("$help.Synopsis").Succeeded().Output.Single().ToString().Trim());
        Assert.Equal(
            page.Examples.Select(example => example.Code),
            _engine.Run("$help.examples.example.code").Succeeded().Output.Select(code => code.ToString()));
        var full = _engine.Show("$help");
        Assert.All(page.Parameters, parameter =>
            Assert.Contains($"\n    -{parameter.Name} ", full.Replace("\n", " \n", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void Get_Help_finds_the_topic(string name)
    {
        Assert.StartsWith($"TOPIC\n    {name}\n", _engine.Show("Get-Help -Name $args[0]", name).TrimStart(), StringComparison.Ordinal);
    }

    private CommandInfo Command(string name) =>
        Assert.Single(_engine.Run("Get-Command -Name $args[0]", name).Succeeded().Values<CommandInfo>());

    private static void AssertSame(IReadOnlyList<string> code, IReadOnlyList<string> page, string name)
    {
        var missing = code.Except(page).ToArray();
        var surplus = page.Except(code).ToArray();
        if (missing.Length + surplus.Length > 0)
        {
            Assert.Fail($"{name}.md lacks, as the code has it:\n{string.Join("\n\n", missing)}\n\nand has instead:\n"
                + $"{string.Join("\n\n", surplus)}");
        }
    }
}
