namespace RunCommandPS.Model;

/// <summary>Why a node did not succeed, in a few words: how it ended, and the last line it wrote to standard error.</summary>
internal static class FailureCause
{
    private const int LongestLine = 120;

    /// <summary>Both, such as <c>exit 22, "502"</c>.</summary>
    public static string Of(NodeResult result) =>
        LastLine(result) is { Length: > 0 } line ? $"{How(result)}, \"{line}\"" : How(result);

    /// <summary>How it ended: the exit code, or its verdict.</summary>
    public static string How(NodeResult result) => result.Outcome switch
    {
        NodeVerdict.Failed when result.ResponseCode > 0 => $"exit {result.ResponseCode}",
        NodeVerdict.TimedOut => "timed out",
        NodeVerdict.Cancelled => "cancelled",
        NodeVerdict.NotDelivered => "not delivered",
        NodeVerdict.Refused => "refused",
        NodeVerdict.Terminated => "terminated",
        _ => result.StatusDetails.Length > 0 ? result.StatusDetails : result.Status,
    };

    /// <summary>The last line of its standard error; empty if it wrote none.</summary>
    public static string LastLine(NodeResult result) =>
        LastLine(result.DecidingOutput?.StandardError ?? "") is var line && line.Length > LongestLine ? line[..LongestLine] + "…" : line;

    /// <summary>The last line of a text that is not blank; empty if there is none.</summary>
    public static string LastLine(string standardError)
    {
        var last = "";
        foreach (var line in standardError.AsSpan().EnumerateLines())
        {
            // The agent's own line only repeats the exit code.
            if (line.Trim() is { IsEmpty: false } written && !written.StartsWith("failed to run commands: ", StringComparison.Ordinal))
            {
                last = written.ToString();
            }
        }

        return last;
    }
}
