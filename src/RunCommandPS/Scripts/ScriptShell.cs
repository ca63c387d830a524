namespace RunCommandPS;

/// <summary>What runs a script on a node.</summary>
public enum ScriptShell
{
    /// <summary><c>sh</c> on Linux and macOS, PowerShell on Windows: each node is asked for its platform.</summary>
    Auto,

    /// <summary>The Unix shell, by way of AWS-RunShellScript.</summary>
    Sh,

    /// <summary>PowerShell, by way of AWS-RunPowerShellScript; on Linux and macOS that takes pwsh on the node.</summary>
    PowerShell,
}
