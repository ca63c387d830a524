using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>-WhatIf says what would be hit, how many nodes where that is known, and where; it sends nothing.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class WhatIfTests : IDisposable
{
    private readonly RunSession _session = new("-NodeCount 60 -Region eu-west-1");

    private string Place => $" in eu-west-1 at {_session.Simulator.Endpoint.ToString()!.TrimEnd('/')}\".";

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData(
        "Invoke-RunCommand uptime -Target tag:Role=web, 'InstanceIds=i-0123456789abcdef0'",
        "nodes with tag:Role=web and InstanceIds=i-0123456789abcdef0")]
    [InlineData("Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' } -Target tag:Role=web", "nodes with tag:Role=web")]
    [InlineData("$nodes | Invoke-RunCommand uptime", "60 nodes (FIRST, SECOND, …)")]
    [InlineData("$nodes | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' }", "60 nodes in 2 commands (FIRST, SECOND, …)")]
    [InlineData("$nodes | Select-Object -First 2 | Send-RunCommand AWS-RunShellScript @{ commands = 'uptime' }", "FIRST, SECOND")]
    public void Nodes_are_shown_as_far_as_they_are_known_and_the_place(string call, string nodes)
    {
        var shown = Assert.Single(Shown(call));

        var expected = nodes.Replace("FIRST", _session.Simulator.NodeIds[0], StringComparison.Ordinal)
            .Replace("SECOND", _session.Simulator.NodeIds[1], StringComparison.Ordinal);
        Assert.EndsWith($"\"{expected}{Place}", shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Invoke-RunCommand \"echo a`n`n  echo b`n\" -Shell Sh -InstanceId $nodes[0]")]
    [InlineData("Send-RunCommand AWS-RunShellScript @{ commands = 'echo a', '  echo b' } -InstanceId $nodes[0]")]
    [InlineData("Send-RunCommand AWS-RunShellScript @{ commands = \"echo a`necho b\" } -InstanceId $nodes[0]")]
    public void The_lines_of_a_script_are_told_apart(string call) =>
        Assert.Contains("\"Send AWS-RunShellScript with commands = echo a; echo b\"", Assert.Single(Shown(call)), StringComparison.Ordinal);

    [Fact]
    public void Of_several_requests_each_is_shown()
    {
        var shown = Shown("@{ DocumentName = 'AWS-RunShellScript'; InstanceIds = $nodes }, @{ DocumentName = 'AWS-UpdateSSMAgent'; "
            + "Targets = @{ 'tag:Role' = 'web' } } | Send-RunCommand");

        Assert.Equal(2, shown.Count);
        Assert.Contains("Send AWS-RunShellScript\" on target \"60 nodes in 2 commands", shown[0], StringComparison.Ordinal);
        Assert.Contains("Send AWS-UpdateSSMAgent\" on target \"nodes with tag:Role=web", shown[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_in_an_address_is_not_shown() =>
        Assert.DoesNotContain(
            "hush",
            Assert.Single(Shown("Invoke-RunCommand uptime -InstanceId $nodes[0] -EndpointUrl http://me:hush@127.0.0.1:9/")),
            StringComparison.Ordinal);

    private List<string> Shown(string call)
    {
        var result = _session.Engine.Run($"$nodes = $args[0]; {call} -WhatIf", _session.Simulator.NodeIds).Succeeded();
        Assert.Empty(_session.Simulator.Calls("SendCommand"));
        return [.. result.HostText.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }
}
