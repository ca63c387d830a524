using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Running;

/// <summary>
/// A service that answers as in the API reference's own sample: nodes that were named come back as a criterion
/// beside an empty list, and a count of zero.
/// </summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class SampleReplyTests
{
    private const string Command =
        """
        "CommandId": "b94bf1dc-fe7d-4e88-851d-e85e5EXAMPLE", "DocumentName": "AWS-RunShellScript", "DocumentVersion": "1", "Comment": "",
        "RequestedDateTime": 1582245977.7, "ExpiresAfter": 1582250177.7, "InstanceIds": [],
        "Targets": [{"Key": "InstanceIds", "Values": ["i-07be1baa4aEXAMPLE", "i-017431b35cEXAMPLE", "i-09c350ed76EXAMPLE"]}]
        """;

    private const string Replies =
        $$"""
        {
            "Command": { {{Command}}, "Status": "Pending", "StatusDetails": "Pending", "TargetCount": 0, "CompletedCount": 0 },
            "Commands": [{ {{Command}}, "Status": "Success", "StatusDetails": "Success", "TargetCount": 3, "CompletedCount": 3 }],
            "CommandInvocations": [
                {"CommandId": "b94bf1dc-fe7d-4e88-851d-e85e5EXAMPLE", "InstanceId": "i-07be1baa4aEXAMPLE", "Status": "Success",
                    "StatusDetails": "Success"},
                {"CommandId": "b94bf1dc-fe7d-4e88-851d-e85e5EXAMPLE", "InstanceId": "i-017431b35cEXAMPLE", "Status": "Success",
                    "StatusDetails": "Success"},
                {"CommandId": "b94bf1dc-fe7d-4e88-851d-e85e5EXAMPLE", "InstanceId": "i-09c350ed76EXAMPLE", "Status": "Success",
                    "StatusDetails": "Success"}
            ]
        }
        """;

    [Theory]
    [InlineData("-InstanceId i-07be1baa4aEXAMPLE, i-017431b35cEXAMPLE, i-09c350ed76EXAMPLE")]
    [InlineData("-Target 'InstanceIds=i-07be1baa4aEXAMPLE,i-017431b35cEXAMPLE,i-09c350ed76EXAMPLE'")]
    public void Three_nodes_are_three_nodes(string nodes)
    {
        using var server = CannedServer.Answering(Replies);
        using var engine = new PowerShellEngine();

        var result = engine.Run(
            $"Invoke-RunCommand uptime -Shell Sh {nodes} -PollingInterval 0.02 -Region us-east-1 -EndpointUrl $args[0] -AccessKey a "
                + "-SecretKey b -SummaryVariable summary; $summary.ExitCode",
            server.Endpoint.OriginalString).Succeeded();

        Assert.Equal(0, result.Output[^1].BaseObject);
        Assert.StartsWith("3 nodes: 3 succeeded in", result.HostText.Trim().Split('\n')[^1], StringComparison.Ordinal);
    }
}
