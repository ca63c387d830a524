using System.Globalization;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestPipelineStartup(typeof(RunCommandPS.Tests.Engine.IsolatedEnvironment))]

namespace RunCommandPS.Tests.Engine;

/// <summary>
/// Takes the developer's own settings out of the test process, before the first test is even looked for: credentials must never
/// reach a test by accident, and a test must not pass only where there are some. The same goes for proxies, language and colors.
/// </summary>
public sealed class IsolatedEnvironment : ITestPipelineStartup
{
    private static readonly HashSet<string> Others = new(
        StringComparer.OrdinalIgnoreCase) { "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "NO_COLOR" };

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("RunCommandPS.Tests-home-");

    public ValueTask StartAsync(IMessageSink diagnosticMessageSink)
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>())
        {
            if (name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase) || Others.Contains(name))
            {
                Environment.SetEnvironmentVariable(name, null);
            }
        }

        Environment.SetEnvironmentVariable("HOME", _home.FullName);
        Environment.SetEnvironmentVariable("USERPROFILE", _home.FullName);
        // Where the folder of the profile does not come from the environment (Windows), these two say it again.
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", Path.Combine(_home.FullName, ".aws", "config"));
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(_home.FullName, ".aws", "credentials"));
        // Whatever starts from here, another pwsh included, keeps its records of rollouts there.
        Environment.SetEnvironmentVariable("RUNCOMMANDPS_HOME", Path.Combine(_home.FullName, "records"));
        // The chain of credentials ends at the metadata service, which on a machine without one is a long wait.
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");

        // Formatting breaks lines between words for some languages only, and asks the language of its thread, not of the host.
        var culture = CultureInfo.GetCultureInfo("en-US");
        (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.DefaultThreadCurrentUICulture) = (culture, culture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        return ValueTask.CompletedTask;
    }

    public ValueTask StopAsync()
    {
        _home.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
