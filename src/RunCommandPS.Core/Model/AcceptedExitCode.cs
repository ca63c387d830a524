using System.Globalization;
using System.Text.RegularExpressions;

namespace RunCommandPS.Model;

/// <summary>
/// An exit code that the caller counts as success. The service knows only 0, so the script's wrapper ends with 0 and reports on its last
/// line of standard error what the script ended with; here that line becomes the exit code again.
/// </summary>
internal static partial class AcceptedExitCode
{
    /// <summary>What the line says before the exit code.</summary>
    public const string Before = "RunCommandPS: exit code ";

    /// <summary>What it says after it.</summary>
    public const string After = " counts as success.";

    /// <summary>A step with the exit code that its script ended with.</summary>
    public static CommandStep Of(CommandStep step)
    {
        var title = step.Output.LastIndexOf(OutputMarks.ErrorTitle, StringComparison.Ordinal);
        if (title < 0 || !HasSucceeded(step.Status, step.ResponseCode) || Line().Match(step.Output) is not { Success: true } line
            || line.Index < title + OutputMarks.ErrorTitle.Length)
        {
            return step;
        }

        var isOnly = line.Index == title + OutputMarks.ErrorTitle.Length;
        return step with { ResponseCode = Code(line), Output = step.Output[..(isOnly ? title : line.Index)] };
    }

    /// <summary>The longer output of a step, with that exit code.</summary>
    public static InvocationOutput Of(InvocationOutput output) =>
        HasSucceeded(output.Status, output.ResponseCode) && Line().Match(output.StandardError) is { Success: true } line
            ? output with { ResponseCode = Code(line), StandardError = output.StandardError[..line.Index] }
            : output;

    /// <summary>What is known of a step from all places together, with that exit code.</summary>
    public static NodeOutput Of(NodeOutput output) =>
        output.Status == RunStatus.Success && Line().Match(output.StandardError) is { Success: true } line
            && (output.ResponseCode == 0 || output.ResponseCode == Code(line))
            ? output with { ResponseCode = Code(line), StandardError = output.StandardError[..line.Index] }
            : output;

    private static bool HasSucceeded(string status, int responseCode) => status == RunStatus.Success && responseCode == 0;

    private static int Code(Match line) =>
        int.Parse(line.Groups["code"].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    [GeneratedRegex(Before + "(?<code>-?[0-9]{1,9}|-?1[0-9]{9})" + @" counts as success\.\r?\n?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
