using RunCommandPS.Help.Pages;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Help;

/// <summary>
/// Every example of every page and topic runs, in the order of the page, in one session a page, on a simulator of twelve nodes.
/// </summary>
/// <remarks>The running simulator is the default endpoint of the whole process, so nothing may run beside these tests.</remarks>
[Collection(nameof(EnvironmentCollection))]
public sealed class HelpExamplesTests : IDisposable
{
    private readonly PowerShellEngine _engine = new();

    public static IEnumerable<TheoryDataRow<string>> Pages => DocsPages.Names;

    public static IEnumerable<TheoryDataRow<string>> Topics => DocsPages.Topics;

    public void Dispose() => _engine.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_examples_of_a_page_do_what_the_page_says(string name)
    {
        var page = DocsPages.Load(name);
        using var folder = new ExampleFolder(_engine);

        var failures = page.Examples
            .SelectMany((example, index) => Run(example).Select(failure => $"{page.File}({example.Line}): Example {index + 1}: {failure}"))
            .ToArray();

        Assert.True(failures.Length == 0, string.Join("\n\n", failures));
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void The_code_of_a_topic_runs(string name)
    {
        using var folder = new ExampleFolder(_engine);

        Assert.All(DocsPages.LoadTopic(name).Examples, code => RunShown(code).Succeeded());
    }

    // Dot-sourced, so that what an example sets is there for the next one, as at a prompt; shown, so that formatting runs too.
    private ScriptResult RunShown(string code) => _engine.Run($". {{\n{code}\n}} | Out-Default");

    private IEnumerable<string> Run(HelpExample example)
    {
        var result = RunShown(example.Code);
        if (example.IsErrorExpected != result.AllErrors.Count > 0)
        {
            yield return example.IsErrorExpected
                ? "It is there to show an error, and there was none."
                : string.Join('\n', result.AllErrors.Select(ScriptResult.Describe));
        }
        else if (FirstLine(example.Output) != FirstLine(result.HostText) && example.Output.Length > 0)
        {
            yield return $"The page shows '{FirstLine(example.Output)}' where the module shows '{FirstLine(result.HostText)}'.";
        }
    }

    // Ids and times differ from run to run; the first line is a table's head, or all there is.
    private static string FirstLine(string text) =>
        text.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .FirstOrDefault(line => line.Length > 0)
            ?? "";
}
