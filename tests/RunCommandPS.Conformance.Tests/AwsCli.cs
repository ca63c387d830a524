using System.ComponentModel;
using System.Text.Json;
using RunCommandPS.Conformance.Tests.Table;
using RunCommandPS.Simulator;

namespace RunCommandPS.Conformance.Tests;

/// <summary>What one run of the AWS CLI left.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;
}

/// <summary>
/// Runs the AWS CLI against a simulator, and against nothing else: it sees no configuration and no keys but the simulator's.
/// </summary>
internal sealed class AwsCli(RunCommandSimulator simulator)
{
    public string SecretAccessKey { get; init; } = simulator.SecretAccessKey;

    public async Task<CliResult> RunAsync(string service, params string[] arguments)
    {
        var environment = ClientProcess.Environment(simulator);
        environment["AWS_SECRET_ACCESS_KEY"] = SecretAccessKey;
        try
        {
            var (exitCode, output, error) = await ClientProcess.RunAsync(
                "aws",
                ["--endpoint-url", simulator.Endpoint.OriginalString, "--output", "json", service, .. arguments],
                environment,
                null,
                TestContext.Current.CancellationToken);
            return new CliResult(exitCode, output, error);
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException(
                $"These tests drive the AWS CLI, and 'aws' can't be started ({error.Message}). "
                    + "Install it: 'apt-get install -y awscli' on Debian and Ubuntu, https://aws.amazon.com/cli/ elsewhere.",
                error);
        }
    }

    /// <summary>Runs an operation of Run Command that must succeed.</summary>
    public async Task<JsonElement> CallAsync(params string[] arguments)
    {
        var result = await RunAsync("ssm", arguments);
        Assert.True(result.ExitCode == 0, $"aws ssm {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Error}");
        return result.Output.Length == 0 ? default : result.Json;
    }
}
