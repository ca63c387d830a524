using BenchmarkDotNet.Attributes;
using RunCommandPS.Bench.Clients;
using RunCommandPS.Bench.Endpoints;

namespace RunCommandPS.Bench.Scenarios;

/// <summary>A send through the module, a call of the SDK, and a cmdlet that does nothing: what each allocates.</summary>
[MemoryDiagnoser]
public class SendBenchmarks : IDisposable
{
    private readonly SimulatorProcess _simulator = new();
    private readonly Session _session = new(Built.Module, Built.EmptyModule);
    private SdkSender? _sdk;

    [GlobalSetup]
    public void Connect()
    {
        foreach (var (name, value) in _simulator.Environment)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        _sdk = new SdkSender(_simulator.InstanceIds[0]);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _sdk?.Dispose();
        _session.Dispose();
        _simulator.Dispose();
    }

    [Benchmark]
    public void Module() => _session.Run(
        "param($id) $null = Send-RunCommand -DocumentName AWS-RunShellScript -Parameter @{ commands = 'uptime' } -InstanceId $id "
            + "-ErrorAction Stop",
        _simulator.InstanceIds[0]);

    [Benchmark]
    public void Sdk() => _sdk!.Send();

    [Benchmark]
    public void Engine() => _session.Run("param($id) $null = Get-Nothing -ErrorAction Stop", _simulator.InstanceIds[0]);
}
