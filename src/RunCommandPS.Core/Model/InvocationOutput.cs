namespace RunCommandPS;

/// <summary>The answer of GetCommandInvocation: one step's (or the only step's) status and its longer output.</summary>
public sealed record InvocationOutput
{
    /// <summary>The step; empty if the service names none.</summary>
    public string PluginName { get; init; } = "";

    /// <summary>The step's or invocation's status.</summary>
    public string Status { get; init; } = "";

    /// <summary>The status in more detail.</summary>
    public string StatusDetails { get; init; } = "";

    /// <summary>Exit code; −1 means not started or not received.</summary>
    public int ResponseCode { get; init; } = ServiceLimits.NotStartedResponseCode;

    /// <summary>Standard output, up to 24,000 characters.</summary>
    public string StandardOutput { get; init; } = "";

    /// <summary>Standard error, up to 8,000 characters.</summary>
    public string StandardError { get; init; } = "";
}
