using System.Diagnostics;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;

namespace RunCommandPS.Bench.Endpoints;

/// <summary>The simulator in a process of its own, so that what it does is not counted as the client's.</summary>
internal sealed class SimulatorProcess : IDisposable
{
    private readonly Process _process;

    /// <param name="nodes">How many nodes it has, 1 to 50.</param>
    public SimulatorProcess(int nodes = 1)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [Built.SimulatorHost, "--nodes", $"{nodes}", "--print", "sh"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Output.Drain(_process.StandardError);
        var environment = new Dictionary<string, string>();
        while (!environment.ContainsKey("AWS_ENDPOINT_URL_SSM"))
        {
            var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The simulator did not start.");
            var assignment = line["export ".Length..].Split('=', 2);
            environment[assignment[0]] = assignment[1];
        }

        Environment = environment;
        InstanceIds = Nodes();
    }

    /// <summary>The environment that leads a client here.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Its nodes.</summary>
    public IReadOnlyList<string> InstanceIds { get; }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private List<string> Nodes()
    {
        using var client = new AmazonSimpleSystemsManagementClient(
            Environment["AWS_ACCESS_KEY_ID"],
            Environment["AWS_SECRET_ACCESS_KEY"],
            new AmazonSimpleSystemsManagementConfig
            {
                ServiceURL = Environment["AWS_ENDPOINT_URL_SSM"],
                AuthenticationRegion = Environment["AWS_REGION"],
            });
        return client
            .DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest { MaxResults = 50 })
            .GetAwaiter().GetResult()
            .InstanceInformationList.ConvertAll(node => node.InstanceId);
    }
}
