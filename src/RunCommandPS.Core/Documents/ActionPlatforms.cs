namespace RunCommandPS.Documents;

/// <summary>The platforms on which the agent has an action.</summary>
/// <remarks>
/// From the agent's source: shell scripts run on Linux and macOS, a few actions are for Windows alone, and PowerShell scripts run
/// everywhere, Linux and macOS with pwsh. An unknown action counts as one that runs everywhere, so that a newer one is not
/// refused (CHOICE).
/// </remarks>
public static class ActionPlatforms
{
    /// <summary>Runs a shell script.</summary>
    public const string RunShellScript = "aws:runShellScript";

    /// <summary>Runs a PowerShell script.</summary>
    public const string RunPowerShellScript = "aws:runPowerShellScript";

    private static readonly string[] Unix = [PlatformType.Linux, PlatformType.MacOS];
    private static readonly string[] WindowsOnly = [PlatformType.Windows];
    private static readonly string[] WindowsAndLinux = [PlatformType.Windows, PlatformType.Linux];

    /// <summary>The platforms of an action.</summary>
    /// <param name="action">The action, for example <c>aws:runShellScript</c>.</param>
    /// <returns>Values of <see cref="ServiceValues.PlatformTypes"/>, in that order.</returns>
    public static IReadOnlyList<string> Of(string action) => action switch
    {
        RunShellScript => Unix,
        "aws:applications" or "aws:cloudWatch" or "aws:psModule" or "aws:updateAgent" => WindowsOnly,
        "aws:configureDocker" or "aws:domainJoin" or "aws:runDockerAction" => WindowsAndLinux,
        _ => ServiceValues.PlatformTypes,
    };
}
