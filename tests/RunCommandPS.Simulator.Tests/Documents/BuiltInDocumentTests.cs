using RunCommandPS.Documents;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Execution;
using RunCommandPS.Simulator.Tests.Execution;
using RunCommandPS.Simulator.Tests.Protocol;

namespace RunCommandPS.Simulator.Tests.Documents;

/// <summary>The documents every account finds, by what clients of the real ones count on.</summary>
public sealed class BuiltInDocumentTests
{
    private static readonly Dictionary<string, StoredDocument> Documents =
        BuiltInDocuments.Load(DateTimeOffset.UnixEpoch).ToDictionary(document => document.Name, StringComparer.Ordinal);

    [Theory]
    [InlineData(
        "AWS-ConfigureAWSPackage", "action! installationType name! version additionalArguments", "Windows Linux MacOS", "configurePackage")]
    [InlineData("AWS-ConfigureDocker", "action", "Windows Linux", "configureDocker")]
    [InlineData("AWS-InstallApplication", "action parameters source! sourceHash", "Windows", "aws:applications")]
    [InlineData("AWS-RunDocument", "sourceType! sourceInfo documentParameters", "Windows Linux MacOS", "downloadContent runDocument")]
    [InlineData(
        "AWS-RunPatchBaseline",
        "Operation! AssociationId SnapshotId InstallOverrideList BaselineOverride RebootOption StepTimeoutSeconds",
        "Windows Linux MacOS",
        "PatchWindows PatchLinux PatchMacOS")]
    [InlineData(
        "AWS-RunRemoteScript",
        "sourceType! sourceInfo commandLine workingDirectory executionTimeout",
        "Windows Linux MacOS",
        "downloadContent runPowerShellScript runShellScript")]
    public void A_document_has_the_parameters_platforms_and_steps_of_the_real_one(
        string name, string parameters, string platforms, string steps)
    {
        var content = Documents[name].Content;

        Assert.Equal(parameters, string.Join(' ', content.Parameters.Values.Select(one => one.Name + (one.IsRequired ? "!" : ""))));
        Assert.Equal(platforms, string.Join(' ', content.PlatformTypes));
        Assert.Equal(steps, string.Join(' ', content.Steps.Select(step => step.Name)));
    }

    [Theory]
    [InlineData(
        "AWS-ConfigureAWSPackage", """{"action":["Install"],"name":["AmazonCloudWatchAgent"],"additionalArguments":["{\"a\":\"b\"}"]}""")]
    [InlineData("AWS-ConfigureAWSPackage", """{"action":["Uninstall"],"name":["arn:aws:ssm:us-east-1:111122223333:document/Mine"]}""")]
    [InlineData("AWS-ConfigureDocker", "{}")]
    [InlineData("AWS-RunPatchBaseline", """{"Operation":["Scan"]}""")]
    [InlineData(
        "AWS-RunPatchBaseline",
        """{"Operation":["Install"],"SnapshotId":["0f8fad5b-d9cb-469f-a165-70867728950e"],"RebootOption":["NoReboot"]}""")]
    [InlineData(
        "AWS-RunPatchBaseline",
        """{"Operation":["Install"],"InstallOverrideList":["s3://bucket/list.yaml"],"BaselineOverride":["s3://bucket/b.json"]}""")]
    [InlineData("AWS-RunRemoteScript", """{"sourceType":["S3"],"sourceInfo":["{\"path\":\"x\"}"],"executionTimeout":["28800"]}""")]
    public async Task What_the_real_document_takes_is_taken(string name, string parameters) =>
        Assert.Equal(("", ""), await SendAsync(name, parameters));

    [Theory]
    [InlineData("AWS-ConfigureAWSPackage", """{"action":["Update"],"name":["AmazonCloudWatchAgent"]}""")]
    [InlineData("AWS-ConfigureAWSPackage", """{"action":["Install"],"name":["a b"]}""")]
    [InlineData("AWS-ConfigureAWSPackage", """{"action":["Install"]}""")]
    [InlineData("AWS-ConfigureDocker", """{"action":["install"]}""")]
    [InlineData("AWS-RunDocument", """{"sourceType":["HTTP"]}""")]
    [InlineData("AWS-RunDocument", """{"sourceType":["SSMDocument"],"sourceInfo":["AWS-RunShellScript"]}""")]
    [InlineData("AWS-RunPatchBaseline", "{}")]
    [InlineData("AWS-RunPatchBaseline", """{"Operation":["Patch"]}""")]
    [InlineData("AWS-RunPatchBaseline", """{"Operation":["Scan"],"SnapshotId":["none"]}""")]
    [InlineData("AWS-RunPatchBaseline", """{"Operation":["Scan"],"BaselineOverride":["https://example.com/b.json"]}""")]
    [InlineData("AWS-RunPatchBaseline", """{"Operation":["Scan"],"RebootOption":["Reboot"]}""")]
    [InlineData("AWS-RunPatchBaseline", """{"Operation":["Scan"],"StepTimeoutSeconds":["36001"]}""")]
    [InlineData("AWS-RunRemoteScript", """{"sourceType":["S3"],"executionTimeout":["28801"]}""")]
    [InlineData("AWS-RunRemoteScript", """{"sourceType":["S3"],"commands":["true"]}""")]
    public async Task What_the_real_document_does_not_take_is_refused(string name, string parameters) => Assert.Equal(
        ("InvalidParameters", "Parameters provided in document are invalid or not supported."), await SendAsync(name, parameters));

    [Fact]
    public async Task A_document_for_Windows_is_refused_for_another_platform() => Assert.Equal(
        "UnsupportedPlatformType", (await SendAsync("AWS-InstallApplication", """{"source":["https://example.com/x.msi"]}""")).Code);

    [Theory]
    [InlineData("AWS-ConfigureAWSPackage", "Linux", "aws:configurePackage")]
    [InlineData("AWS-ConfigureDocker", "Windows", "aws:configureDocker")]
    [InlineData("AWS-InstallApplication", "Windows", "aws:applications")]
    [InlineData("AWS-UpdateSSMAgent", "MacOS", "aws:updateSsmAgent")]
    public async Task A_plugin_that_is_not_modeled_succeeds_and_says_so(string name, string platform, string action)
    {
        object parameters = name switch
        {
            "AWS-ConfigureAWSPackage" => new { action = Words("Install"), name = Words("AmazonCloudWatchAgent") },
            "AWS-InstallApplication" => new { source = Words("https://example.com/x.msi") },
            _ => new { },
        };
        foreach (var execution in Enum.GetValues<ExecutionMode>())
        {
            using var simulator = RunCommandSimulator.Start(
                new SimulatorOptions { Nodes = [new() { PlatformType = platform }], Execution = execution });

            var step = Assert.Single(await DocumentRun.StepsAsync(simulator, name, parameters));

            Assert.Equal(("Success", 0, $"Simulated: {action} changes nothing here.\n"), (step.Status, step.Code, step.Output));
        }
    }

    [Theory]
    [InlineData("Linux", 1)]
    [InlineData("MacOS", 2)]
    [InlineData("Windows", 0)]
    public async Task Patching_says_what_it_was_told_and_that_nothing_is_patched(string platform, int index)
    {
        using var simulator = RunCommandSimulator.Start(
            new SimulatorOptions { Nodes = [new() { PlatformType = platform }], Execution = ExecutionMode.Process });
        const string Hostile = "https://example.com/$(id)/'; exit 1 #";

        var steps = await DocumentRun.StepsAsync(
            simulator, "AWS-RunPatchBaseline", new { Operation = Words("Install"), InstallOverrideList = Words(Hostile) });

        if (platform == "Windows" && ScriptHost.Find(ActionPlatforms.RunPowerShellScript, out var reason) is null)
        {
            Assert.Contains(reason, steps[index].Output, StringComparison.Ordinal);
            return;
        }

        Assert.Equal("Success", steps[index].Status);
        Assert.All(steps.Where((_, one) => one != index), step => Assert.Equal("The step was skipped.", step.Output));
        var lines = steps[index].Output.ReplaceLineEndings("\n").Split('\n');
        Assert.Contains("nothing is looked for, installed or started again", lines[0], StringComparison.Ordinal);
        Assert.Contains(simulator.Nodes[0].InstanceId, lines[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                "Operation: Install", "SnapshotId: -", $"InstallOverrideList: {Hostile}", "BaselineOverride: -",
                "RebootOption: RebootIfNeeded",
            ],
            lines[1..6]);
        Assert.Contains("Missing: 0", lines);
    }

    private static string[] Words(string word) => [word];

    private static async Task<(string Code, string Message)> SendAsync(string name, string parameters)
    {
        using var simulator = RunCommandSimulator.Start(new SimulatorOptions { NodeCount = 1 });
        using var client = new SimulatorClient(simulator);
        var reply = await client.CallAsync(
            "SendCommand",
            $$"""{"DocumentName":"{{name}}","InstanceIds":["{{simulator.Nodes[0].InstanceId}}"],"Parameters":{{parameters}}}""");
        return (reply.ErrorCode, reply.Message);
    }
}
