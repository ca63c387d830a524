using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
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
        var start = new ProcessStartInfo("aws") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])["--endpoint-url", simulator.Endpoint.OriginalString, "--output", "json", service, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(name);
        }

        var nowhere = Path.Combine(AppContext.BaseDirectory, "no-such-file");
        (string Name, string Value)[] variables =
        [
            ("AWS_ACCESS_KEY_ID", simulator.AccessKeyId),
            ("AWS_SECRET_ACCESS_KEY", SecretAccessKey),
            ("AWS_DEFAULT_REGION", simulator.Region),
            ("AWS_CONFIG_FILE", nowhere),
            ("AWS_SHARED_CREDENTIALS_FILE", nowhere),
            ("AWS_EC2_METADATA_DISABLED", "true"),
            ("AWS_MAX_ATTEMPTS", "1"),
            ("AWS_PAGER", ""),
            ("PYTHONIOENCODING", "utf-8"),
        ];
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Start(start);
        var cancellation = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new CliResult(process.ExitCode, await output, await error);
    }

    /// <summary>Runs an operation of Run Command that must succeed.</summary>
    public async Task<JsonElement> CallAsync(params string[] arguments)
    {
        var result = await RunAsync("ssm", arguments);
        Assert.True(result.ExitCode == 0, $"aws ssm {string.Join(' ', arguments)} ended with {result.ExitCode}: {result.Error}");
        return result.Output.Length == 0 ? default : result.Json;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException(
                $"These tests drive the AWS CLI, and 'aws' can't be started ({error.Message}). "
                    + "Install it: 'apt-get install -y awscli' on Debian and Ubuntu, https://aws.amazon.com/cli/ elsewhere.",
                error);
        }
    }
}
