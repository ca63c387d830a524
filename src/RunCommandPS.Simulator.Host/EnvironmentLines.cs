using System.Text;

namespace RunCommandPS.Simulator.Host;

/// <summary>The environment that directs a client to the simulator, as lines a shell can run.</summary>
internal static class EnvironmentLines
{
    public static string Of(RunCommandSimulator simulator, string shell)
    {
        (string Name, string Value)[] variables =
        [
            ("AWS_ACCESS_KEY_ID", simulator.AccessKeyId),
            ("AWS_SECRET_ACCESS_KEY", simulator.SecretAccessKey),
            ("AWS_REGION", simulator.Region),
            ("AWS_DEFAULT_REGION", simulator.Region),
            // The keys are valid for no other service; output is read here, and roles are assumed here.
            ("AWS_ENDPOINT_URL_CLOUDWATCH_LOGS", simulator.Endpoint.OriginalString),
            ("AWS_ENDPOINT_URL_EC2", simulator.Endpoint.OriginalString),
            ("AWS_ENDPOINT_URL_S3", simulator.Endpoint.OriginalString),
            ("AWS_ENDPOINT_URL_STS", simulator.Endpoint.OriginalString),
            ("AWS_ENDPOINT_URL_SSM", simulator.Endpoint.OriginalString),
        ];
        var lines = new StringBuilder();
        foreach (var (name, value) in variables)
        {
            // None of the values has a character that is special in either shell.
            lines.Append(shell == HostArguments.PowerShell ? $"$env:{name} = '{value}'" : $"export {name}={value}").Append('\n');
        }

        return lines.ToString();
    }
}
