using System.Text;

namespace RunCommandPS.Output;

/// <summary>One stream of a step's output.</summary>
/// <param name="Text">What is known of it.</param>
/// <param name="IsTruncated">Whether there is more of it.</param>
internal readonly record struct StreamText(string Text, bool IsTruncated)
{
    // A character that was cut in half arrives as one replacement character per byte, or not at all.
    private const int SplitCharacterBytes = 3;

    /// <summary>A stream as GetCommandInvocation has it. The agent counts bytes, and its mark is within the limit.</summary>
    public static StreamText Read(string text, int limit) =>
        new(
            text, text.EndsWith(OutputMarks.Truncated, StringComparison.Ordinal)
                && Encoding.UTF8.GetByteCount(text) >= limit - SplitCharacterBytes);
}

/// <summary>Both streams of a step, and how far they can be trusted.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="Source">Where the longer of them came from.</param>
internal sealed record StepText(StreamText Output, StreamText Error, string Source)
{
    /// <summary>The exit code as the place has it; null if it has none.</summary>
    public int? ResponseCode { get; init; }

    /// <summary>Whether nothing is missing.</summary>
    public bool IsComplete => !Output.IsTruncated && !Error.IsTruncated;

    /// <summary>Reads what ListCommandInvocations has for a step: both streams in one text.</summary>
    /// <remarks>
    /// The agent cuts if both together are not below the limit, and says so at the cut. A script can write the same words, so
    /// whatever contains them is treated as cut: asking again costs a call, and not asking would lose output. A title
    /// that occurs once is treated as the agent's.
    /// </remarks>
    public static StepText Inline(CommandStep step)
    {
        var text = step.Output;
        var first = text.IndexOf(OutputMarks.ErrorTitle, StringComparison.Ordinal);
        var last = text.LastIndexOf(OutputMarks.ErrorTitle, StringComparison.Ordinal);
        var (output, error) = last < 0 ? (text, "") : (text[..last], text[(last + OutputMarks.ErrorTitle.Length)..]);

        var isAmbiguous = first != last;
        var isFull = Encoding.UTF8.GetByteCount(text) >= ServiceLimits.InlineOutputMaximumLength;
        var outputMarked = output.Contains(OutputMarks.InlineOutputTruncated, StringComparison.Ordinal);
        var errorMarked = error.Contains(OutputMarks.InlineErrorTruncated, StringComparison.Ordinal);
        var unmarked = isAmbiguous || (isFull && !outputMarked && !errorMarked);

        // A title in the middle of which stdout was cut would not be one; a step that succeeded and stopped does not report its errors.
        var isSilent = step is { Status: RunStatus.Success, ResponseCode: OutputMarks.SucceedAndStopCode };
        return new StepText(new(output, outputMarked || unmarked), new(error, errorMarked || unmarked || isSilent), OutputSource.Inline);
    }

    /// <summary>
    /// What is known about a step: what GetCommandInvocation has, if it was called, or else what came with the invocation.
    /// </summary>
    public static StepText Known(CommandStep step) => step.StandardOutput is null && step.StandardError is null ? Inline(step)
        : Invocation(new InvocationOutput { StandardOutput = step.StandardOutput ?? "", StandardError = step.StandardError ?? "" });

    /// <summary>What GetCommandInvocation has for a step.</summary>
    public static StepText Invocation(InvocationOutput output) => new(
        StreamText.Read(output.StandardOutput, ServiceLimits.StandardOutputMaximumLength),
        StreamText.Read(output.StandardError, ServiceLimits.StandardErrorMaximumLength),
        OutputSource.Invocation)
    {
        ResponseCode = output.ResponseCode,
    };
}
