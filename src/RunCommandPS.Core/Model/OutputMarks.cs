namespace RunCommandPS;

/// <summary>What the agent and the service themselves write into a step's output.</summary>
public static class OutputMarks
{
    /// <summary>Between standard output and standard error in ListCommandInvocations.</summary>
    public const string ErrorTitle = "\n----------ERROR-------\n";

    /// <summary>After standard output that was cut, in ListCommandInvocations.</summary>
    public const string InlineOutputTruncated = "\n---Output truncated---";

    /// <summary>After standard error that was cut, in ListCommandInvocations.</summary>
    public const string InlineErrorTruncated = "\n---Error truncated----";

    /// <summary>After either stream that was cut, in GetCommandInvocation.</summary>
    public const string Truncated = "--output truncated--";

    /// <summary>
    /// The exit code with which a script succeeds and skips the rest of its document. For such a step, ListCommandInvocations reports
    /// standard output only.
    /// </summary>
    public const int SucceedAndStopCode = 168;
}
