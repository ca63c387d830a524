namespace RunCommandPS;

/// <summary>What runs a script on a node.</summary>
public enum ScriptShell
{
    /// <summary>
    /// What the name or the first line of the script says; otherwise <c>sh</c> on Linux and macOS, PowerShell on Windows: each node is
    /// asked for its platform.
    /// </summary>
    Auto,

    /// <summary>
    /// The Unix shell, by way of AWS-RunShellScript; a script whose first line begins with <c>#!</c> is run by the program it names.
    /// </summary>
    Sh,

    /// <summary>bash, by way of AWS-RunShellScript.</summary>
    Bash,

    /// <summary>
    /// The PowerShell that a node has, by way of AWS-RunPowerShellScript: Windows PowerShell on Windows, pwsh on Linux and macOS.
    /// </summary>
    PowerShell,

    /// <summary>PowerShell 7 on every platform, by way of AWS-RunPowerShellScript. It must be on the node.</summary>
    Pwsh,

    /// <summary>python3, by way of AWS-RunShellScript.</summary>
    Python,
}
