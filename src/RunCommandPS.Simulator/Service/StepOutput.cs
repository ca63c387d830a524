namespace RunCommandPS.Simulator.Service;

/// <summary>Cuts a step's output to what the service keeps.</summary>
/// <remarks>Source: the agent, which cuts bytes. CHOICE: we cut characters, and never through a surrogate pair.</remarks>
internal static class StepOutput
{
    private const string Truncated = "--output truncated--";
    private const string ErrorTitle = "\n----------ERROR-------\n";
    private const string InlineOutputTruncated = "\n---Output truncated---";
    private const string InlineErrorTruncated = "\n---Error truncated----";

    /// <summary>Standard output as GetCommandInvocation has it.</summary>
    public static string StandardOutput(string text) => Cut(text, ServiceLimits.StandardOutputMaximumLength, Truncated);

    /// <summary>Standard error as GetCommandInvocation has it.</summary>
    public static string StandardError(string text) => Cut(text, ServiceLimits.StandardErrorMaximumLength, Truncated);

    /// <summary>Both together as ListCommandInvocations has them. The shorter one is kept whole where it takes up less than half.</summary>
    public static string Inline(string output, string error)
    {
        var room = ServiceLimits.InlineOutputMaximumLength;
        if (error.Length == 0)
        {
            return Cut(output, room, InlineOutputTruncated);
        }

        room -= ErrorTitle.Length;
        if (output.Length + error.Length <= room)
        {
            return output + ErrorTitle + error;
        }

        var half = room / 2;
        var outputRoom = output.Length <= half ? output.Length : error.Length <= half ? room - error.Length : half;
        return Cut(output, outputRoom, InlineOutputTruncated) + ErrorTitle + Cut(error, room - outputRoom, InlineErrorTruncated);
    }

    private static string Cut(string text, int maximum, string mark)
    {
        if (text.Length <= maximum)
        {
            return text;
        }

        var end = maximum - mark.Length;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), mark);
    }
}
