namespace RunCommandPS;

/// <summary>What runs a script on a node.</summary>
public enum ScriptShell
{
    /// <summary>
    /// What the name or the first line of the script says; otherwise <c>sh</c> on Linux and macOS, PowerShell on Windows: each node's
    /// platform is looked up.
    /// </summary>
    Auto,

    /// <summary>
    /// The Unix shell, through AWS-RunShellScript; a script whose first line begins with <c>#!</c> is run by the program it names.
    /// </summary>
    Sh,

    /// <summary>bash, through AWS-RunShellScript.</summary>
    Bash,

    /// <summary>
    /// The PowerShell that a node has, through AWS-RunPowerShellScript: Windows PowerShell on Windows, pwsh on Linux and macOS.
    /// </summary>
    PowerShell,

    /// <summary>PowerShell 7 on every platform, through AWS-RunPowerShellScript. It must be installed on the node.</summary>
    Pwsh,

    /// <summary>python3, through AWS-RunShellScript.</summary>
    Python,
}
