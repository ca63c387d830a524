using System.Text;
using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Service;

/// <summary>Cuts a step's output to what the service keeps.</summary>
/// <remarks>
/// Source: the agent, which counts and cuts bytes of UTF-8, so a character can be split; what is left of it arrives as one U+FFFD
/// per byte. The marks are within the limits.
/// </remarks>
internal static class StepOutput
{
    /// <summary>Standard output as GetCommandInvocation has it.</summary>
    public static string StandardOutput(string text) => Cut(text, ServiceLimits.StandardOutputMaximumLength);

    /// <summary>Standard error as GetCommandInvocation has it.</summary>
    public static string StandardError(string text) => Cut(text, ServiceLimits.StandardErrorMaximumLength);

    /// <summary>
    /// Both together as ListCommandInvocations has them. The agent leaves out the error of a script that requested to succeed and stop.
    /// </summary>
    public static string Inline(StepResult result) =>
        Inline(result.StandardOutput, result.EndsDocument && result.Status == RunStatus.Success ? "" : result.StandardError);

    /// <summary>
    /// Both together as ListCommandInvocations has them. If one is short, it stays whole; if both are long, they have half each.
    /// </summary>
    public static string Inline(string output, string error)
    {
        var outputSize = Encoding.UTF8.GetByteCount(output);
        var errorSize = Encoding.UTF8.GetByteCount(error);
        var title = errorSize > 0 ? OutputMarks.ErrorTitle : "";
        var room = ServiceLimits.InlineOutputMaximumLength - title.Length;

        // The agent requires less than the limit, so what just fits is cut as well.
        if (outputSize + errorSize < room)
        {
            return output + title + error;
        }

        if (outputSize > room / 2 && errorSize > room / 2)
        {
            var half = (room - OutputMarks.InlineOutputTruncated.Length - OutputMarks.InlineErrorTruncated.Length) / 2;
            return Start(output, half) + OutputMarks.InlineOutputTruncated + title + Start(error, half) + OutputMarks.InlineErrorTruncated;
        }

        return outputSize < room / 2
            ? output + title + Start(error, room - OutputMarks.InlineErrorTruncated.Length - outputSize) + OutputMarks.InlineErrorTruncated
            : Start(output, room - OutputMarks.InlineOutputTruncated.Length - errorSize)
                + OutputMarks.InlineOutputTruncated
                + title
                + error;
    }

    private static string Cut(string text, int maximum) =>
        Encoding.UTF8.GetByteCount(text) <= maximum ? text : Start(text, maximum - OutputMarks.Truncated.Length) + OutputMarks.Truncated;

    private static string Start(string text, int size)
    {
        var bytes = Encoding.UTF8.GetBytes(text).AsSpan();
        if (bytes.Length <= size)
        {
            return text;
        }

        // Back to the first byte of the character that is cut.
        var whole = size;
        while (whole > 0 && (bytes[whole] & 0xC0) == 0x80)
        {
            whole--;
        }

        return Encoding.UTF8.GetString(bytes[..whole]) + new string('\uFFFD', size - whole);
    }
}
