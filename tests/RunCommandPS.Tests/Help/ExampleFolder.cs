using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Help;

/// <summary>
/// The working folder that the examples of the help pages assume, with every file they name, and the simulator that they
/// run against. Both go away with it.
/// </summary>
internal sealed class ExampleFolder : IDisposable
{
    private const int NodeCount = 12;

    // What the operator of the examples has at hand. Files with ids of the simulator's nodes are added when it runs.
    private static readonly Dictionary<string, string> Files = new()
    {
        ["restart-web.sh"] = "#!/bin/sh\nsystemctl restart nginx\nsystemctl is-active nginx\n",
        ["Company-Restart.yaml"] = """
            schemaVersion: '2.2'
            description: Restarts a service.
            parameters:
              Service:
                type: String
                description: Name of the service.
            mainSteps:
              - action: aws:runShellScript
                name: restart
                inputs:
                  runCommand:
                    - systemctl restart {{ Service }}
            """,
    };

    // What a node writes that sends its objects back, and has none to send: an empty list, serialized and compressed.
    private const string NoObjects =
        "#< RunCommandPS.Objects H4sIAAAAAAAAA2WNQQqDMBRE954i5AD5sbgqMVC6KohCDd1r+kUlMZIfaL19qRQK7WqG9wZGNf1M7IaRprCUPBe5kCLn7O"
        + "ndQiUfU1qPAGRH9B0JP9kYKAxJ2OBhDQ+MNKJzcJCyAFlwnTGmmn5mVxwu95LLnTCmTP2L3lC3GyX04hycQ5umsJA4xdht1URJgflfNv2M9qsUmPrTqtYw"
        + "2P+h6Wed7UH6BVq0W33hAAAA >#";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-examples-");
    private readonly PowerShellEngine _engine;

    public ExampleFolder(PowerShellEngine engine)
    {
        _engine = engine;
        foreach (var (name, content) in Files)
        {
            File.WriteAllText(Path.Combine(_folder.FullName, name), content);
        }

        var ids = engine.Run(
            "Set-Location -Path $args[0]; (Start-RunCommandSimulator -NodeCount $args[1] -Answer @{ Contains = 'PSSerializer'; "
                + "StandardOutput = $args[2] }, @{ Contains = 'json.dumps'; StandardOutput = '{}' }).Nodes | ForEach-Object InstanceId",
            _folder.FullName,
            NodeCount,
            NoObjects)
            .Succeeded().Values<string>();
        Assert.Equal(NodeCount, ids.Count);
        File.WriteAllLines(Path.Combine(_folder.FullName, "nodes.txt"), ids);
        File.WriteAllText(Path.Combine(_folder.FullName, "request.json"), $$"""
            {
              "DocumentName": "AWS-RunShellScript",
              "InstanceIds": [ "{{ids[0]}}", "{{ids[1]}}" ],
              "Parameters": { "commands": [ "uptime" ] },
              "Comment": "Nightly check"
            }
            """);
    }

    public void Dispose()
    {
        _engine.Run("Get-RunCommandSimulator | Stop-RunCommandSimulator; Set-Location -Path $args[0]", Path.GetTempPath()).Succeeded();
        _folder.Delete(recursive: true);
    }
}
