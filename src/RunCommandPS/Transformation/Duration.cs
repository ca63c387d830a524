using System.Globalization;
using RunCommandPS.Errors;

namespace RunCommandPS.Transformation;

/// <summary>Times as users write them: seconds, a TimeSpan, or its text.</summary>
internal static class Duration
{
    /// <summary>Reads a time.</summary>
    /// <param name="value">A number of seconds, a TimeSpan, or text of either.</param>
    /// <returns>The time.</returns>
    /// <exception cref="InvalidInputException">It is not a time.</exception>
    public static TimeSpan Read(object? value) => MemberReader.Unwrap(value) switch
    {
        TimeSpan span => span,
        int or long or short or byte or uint or double or decimal or float =>
            Seconds(Convert.ToDouble(MemberReader.Unwrap(value), CultureInfo.InvariantCulture), value),
        string text when double.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) =>
            Seconds(seconds, value),
        string text when text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) => span,
        _ => throw NoTime(value),
    };

    private static TimeSpan Seconds(double seconds, object? value) =>
        Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : throw NoTime(value);

    private static InvalidInputException NoTime(object? value) =>
        InputErrors.Input($"'{InputText.Of(value)}' is not a time.", "Specify seconds, or a TimeSpan.");
}
