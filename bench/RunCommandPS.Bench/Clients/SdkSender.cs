using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace RunCommandPS.Bench.Clients;

/// <summary>The same request through the SDK alone, with an endpoint and keys from the environment.</summary>
/// <param name="instanceIds">The nodes.</param>
public sealed class SdkSender(params IReadOnlyList<string> instanceIds) : IDisposable
{
    private readonly AmazonSimpleSystemsManagementClient _client = new();

    public Command Send() => _client.SendCommandAsync(new SendCommandRequest
    {
        DocumentName = "AWS-RunShellScript",
        InstanceIds = [.. instanceIds],
        Parameters = new Dictionary<string, List<string>> { ["commands"] = ["uptime"] },
    }).GetAwaiter().GetResult().Command;

    public void Dispose() => _client.Dispose();
}
