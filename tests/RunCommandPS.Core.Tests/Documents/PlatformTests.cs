using RunCommandPS.Documents;

namespace RunCommandPS.Core.Tests.Documents;

public sealed class PlatformTests
{
    private const string LinuxOnly =
        """{ "action": "aws:runPowerShellScript", "name": "l", "precondition": { "StringEquals": ["platformType", "linux"] } }""";
    private const string WindowsOnly =
        """{ "action": "aws:runPowerShellScript", "name": "w", "precondition": { "StringEquals": ["Windows", "platformType"] } }""";
    private const string Shell = """{ "action": "aws:runShellScript", "name": "s" }""";
    private const string WhenSlow =
        """{ "action": "aws:runShellScript", "name": "p", "precondition": { "StringEquals": ["{{ mode }}", "slow"] } }""";
    private const string Impossible =
        """{ "action": "aws:runShellScript", "name": "i", "precondition": { "StringEquals": ["platformType", "Windows"] } }""";

    [Theory]
    [InlineData("Linux MacOS", Shell)]
    [InlineData("Linux", LinuxOnly)]
    [InlineData("Windows", WindowsOnly)]
    [InlineData("Windows Linux", LinuxOnly, WindowsOnly)]
    [InlineData("Windows Linux MacOS", WindowsOnly, Shell)]
    [InlineData("Linux MacOS", WhenSlow)]
    [InlineData("", Impossible)]
    [InlineData("Windows Linux MacOS", """{ "action": "aws:runPowerShellScript", "name": "a" }""")]
    [InlineData("Windows", """{ "action": "aws:psModule", "name": "a" }""")]
    [InlineData("Windows Linux", """{ "action": "aws:domainJoin", "name": "a" }""")]
    [InlineData("Windows Linux MacOS", """{ "action": "aws:someNewAction", "name": "a" }""")]
    public void A_document_runs_where_one_of_its_steps_does(string platforms, params string[] steps) =>
        Assert.Equal(platforms, string.Join(' ', Sample.WithSteps(steps).PlatformTypes));

    [Theory]
    [InlineData(LinuxOnly, "Linux", "fast", true)]
    [InlineData(LinuxOnly, "Windows", "fast", false)]
    [InlineData(Shell, "MacOS", "fast", true)]
    [InlineData(Shell, "Windows", "fast", false)]
    [InlineData(WhenSlow, "Linux", "slow", true)]
    [InlineData(WhenSlow, "Linux", "fast", false)]
    [InlineData(WhenSlow, "Linux", "Slow", false)]
    [InlineData(WhenSlow, "Windows", "slow", false)]
    public void A_step_runs_where_its_action_exists_and_its_precondition_holds(string step, string platform, string mode, bool runs)
    {
        var document = Sample.WithSteps(step);

        Assert.Equal(runs, document.Steps[0].RunsOn(platform, ParameterBinding.Bind(document, Sample.Given(("mode", [mode])))));
    }
}
