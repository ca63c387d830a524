using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using RunCommandPS.Help.Tests.Fixture;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Help.Tests;

/// <summary>What a person sees: the page's help through Get-Help of the real engine, in a window of 80 columns.</summary>
public sealed class RenderingTests : IDisposable
{
    private const int WindowWidth = 80;
    private readonly DocsFolder _folder = new();
    private readonly TestHost _host = new(WindowWidth);
    private readonly Runspace _runspace;

    public RenderingTests()
    {
        // The engine breaks lines between words only in cultures it knows to do so; the invariant one is not among them.
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en-US");
        _folder.Add("Get-Greeting.md", GreetingPage.Markdown);
        _folder.Add(
            "about_Greeting.md",
            "# about_Greeting\n\n## SHORT DESCRIPTION\n\nWhat greetings are.\n\n## LONG DESCRIPTION\n\nThey are kind.\n");
        Assert.Empty(_folder.Compile());
        var assembly = typeof(GetGreetingCommand).Assembly.Location;
        File.Copy(assembly, Path.Combine(_folder.Module, Path.GetFileName(assembly)));
        var manifest = Path.Combine(_folder.Module, "Greeting.psd1");
        File.WriteAllText(
            manifest, $"@{{ ModuleVersion = '1.0.0'; RootModule = '{Path.GetFileName(assembly)}'; CmdletsToExport = 'Get-Greeting' }}");
        _runspace = RunspaceFactory.CreateRunspace(_host, InitialSessionState.CreateDefault2());
        _runspace.Open();
        Show($"Import-Module '{manifest}'");
    }

    [Fact]
    public void The_whole_page_is_shown()
    {
        Golden.Equal("Get-Greeting.full.txt", Show("Get-Help Get-Greeting -Full"));
    }

    [Fact]
    public void The_examples_are_shown()
    {
        Golden.Equal("Get-Greeting.examples.txt", Show("Get-Help Get-Greeting -Examples"));
    }

    [Fact]
    public void Every_parameter_is_shown()
    {
        var text = Show("Get-Help Get-Greeting -Parameter *");

        Assert.Contains("-Name <string[]>\n    Whom to greet.", text, StringComparison.Ordinal);
        Assert.Contains("In the parameter set Crowd: type string[], required false", text, StringComparison.Ordinal);
        Assert.Contains("    Default value                Day\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_detailed_view_has_the_parameters_and_the_examples()
    {
        var text = Show("Get-Help Get-Greeting -Detailed");

        Assert.Contains("How many there are.", text, StringComparison.Ordinal);
        Assert.Contains("Example 2: Greet nobody", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_code_of_an_example_is_kept_to_the_letter()
    {
        Assert.Equal(
            "Get-Greeting -Name @(\n    'Ada' # & <friends>\n)", Show("(Get-Help Get-Greeting).examples.example[0].code").TrimEnd());
    }

    [Fact]
    public void A_topic_is_found_by_its_name_and_tells_what_it_is_about()
    {
        Assert.Contains(
            "They are kind.",
            Show($"$env:PSModulePath = '{Path.GetDirectoryName(_folder.Module)}'; Get-Help about_Greeting"),
            StringComparison.Ordinal);
        Assert.Equal("What greetings are.", Show("(Get-Help about_Gree*).Synopsis").Trim());
    }

    public void Dispose()
    {
        _runspace.Dispose();
        _folder.Dispose();
    }

    private string Show(string script)
    {
        using var powerShell = PowerShell.Create(_runspace);
        powerShell.AddScript(script);
        powerShell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        powerShell.AddCommand("Out-Default").Invoke();
        return _host.Console.TakeText();
    }
}
