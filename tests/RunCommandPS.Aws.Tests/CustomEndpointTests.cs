using Amazon.SimpleSystemsManagement;
using RunCommandPS.Aws.Tests.Fixture;
using RunCommandPS.Simulator;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Aws.Tests;

/// <summary>What the environment says of Amazon's endpoints and of proxies does not stand between the module and an endpoint that somebody named.</summary>
[Collection(nameof(EnvironmentCollection))]
public sealed class CustomEndpointTests : IDisposable
{
    private readonly EnvironmentVariables _environment = new();

    public void Dispose() => _environment.Dispose();

    [Theory]
    [InlineData("http://127.0.0.1:5000", false)]
    [InlineData("http://localhost:5000", false)]
    [InlineData("http://[::1]:5000", false)]
    [InlineData("https://emulator.example.com", true)]
    [InlineData(null, true)]
    public void Only_this_machine_is_reached_without_the_proxy(string? endpoint, bool usesProxy)
    {
        using var handler = EndpointHandler.Create(new AmazonSimpleSystemsManagementConfig { ServiceURL = endpoint });

        Assert.Equal((usesProxy, false), (handler.UseProxy, handler.AllowAutoRedirect));
    }

    [Theory]
    [InlineData("AWS_USE_FIPS_ENDPOINT")]
    [InlineData("AWS_USE_DUALSTACK_ENDPOINT")]
    public async Task FIPS_and_dual_stack_leave_it_alone(string variable)
    {
        _environment[variable] = "true";
        using var simulator = RunCommandSimulator.Start(new() { NodeCount = 1 });
        using var service = Connect.To(simulator);

        var sent = await service.SendCommandAsync(Connect.Shell(simulator.Nodes[0].InstanceId), Connect.Cancellation);

        Assert.Equal(sent.CommandId, Assert.Single(simulator.Commands).CommandId);
        var storage = new StorageSettings(ConnectionOptions.Default, null, simulator.Endpoint.OriginalString).Build("us-east-1");
        Assert.Equal((false, false), (storage.UseFIPSEndpoint, storage.UseDualstackEndpoint));
    }
}
