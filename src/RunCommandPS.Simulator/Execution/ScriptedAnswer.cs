namespace RunCommandPS.Simulator;

/// <summary>What a script pretends to have done on the nodes that this answer is for. The first matching answer counts.</summary>
public sealed record ScriptedAnswer
{
    /// <summary>Id or name of the node; <c>*</c> matches any text, <c>?</c> any character. Case is ignored.</summary>
    public string Node { get; init; } = "*";

    /// <summary>Text the script must contain; null for any script.</summary>
    public string? Contains { get; init; }

    /// <summary>Exit code of the step.</summary>
    public int ExitCode { get; init; }

    /// <summary>What the step wrote to standard output.</summary>
    public string StandardOutput { get; init; } = "";

    /// <summary>What the step wrote to standard error.</summary>
    public string StandardError { get; init; } = "";

    /// <summary>How long the step took, on the simulator's clock. Longer than its timeout is a timeout.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>
    /// Which run of the script on a node this answers, from 1; null for any. A script runs again after exit code
    /// 194, on Windows 3010, which reboot its node.
    /// </summary>
    public int? Attempt { get; init; }

    /// <summary>Whether the script continues to its end although its command was cancelled. Cancelling is best effort.</summary>
    public bool IgnoresCancel { get; init; }
}
