namespace RunCommandPS.Documents;

/// <summary>The service's own documents that run a script, and their parameters.</summary>
public static class ScriptDocument
{
    /// <summary>Runs a Unix shell script.</summary>
    public const string RunShellScript = "AWS-RunShellScript";

    /// <summary>Runs a PowerShell script.</summary>
    public const string RunPowerShellScript = "AWS-RunPowerShellScript";

    /// <summary>The lines of the script.</summary>
    public const string Commands = "commands";

    /// <summary>The folder to run in.</summary>
    public const string WorkingDirectory = "workingDirectory";

    /// <summary>Seconds that the script may take.</summary>
    public const string ExecutionTimeout = "executionTimeout";
}
