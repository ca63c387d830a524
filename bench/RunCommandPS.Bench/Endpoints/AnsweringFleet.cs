using System.Management.Automation;
using RunCommandPS.Bench.Clients;

namespace RunCommandPS.Bench.Endpoints;

/// <summary>A simulator in this process whose nodes answer at once, a tenth of them each with words of their own.</summary>
internal sealed class AnsweringFleet : IDisposable
{
    private const string Script = """
        param($count, $started)
        $answer = 0..9 | ForEach-Object { @{ Node = "*$_"; StandardOutput = "up $_ days" } }
        $started['simulator'] = Start-RunCommandSimulator -NodeCount $count -Answer $answer
        """;

    private readonly Session _session = new(Built.Module);
    private readonly dynamic _simulator;

    /// <param name="nodes">How many nodes.</param>
    public AnsweringFleet(int nodes)
    {
        var started = new Dictionary<string, object>();
        _session.Run(Script, nodes, started);
        _simulator = ((PSObject)started["simulator"]).BaseObject;
    }

    /// <summary>The environment that leads a client here.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["AWS_ACCESS_KEY_ID"] = _simulator.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = _simulator.SecretAccessKey,
        ["AWS_REGION"] = _simulator.Region,
        ["AWS_ENDPOINT_URL_SSM"] = _simulator.Endpoint.ToString(),
    };

    public void Dispose()
    {
        _simulator.Dispose();
        _session.Dispose();
    }
}
