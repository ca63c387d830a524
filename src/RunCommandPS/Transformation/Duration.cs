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
    public static TimeSpan Read(object? value) => TryRead(value)
        ?? throw InputErrors.Input($"'{InputText.Of(value)}' is not a time.", "Specify seconds, or a TimeSpan.");

    /// <summary>The same; null if it is not a time.</summary>
    public static TimeSpan? TryRead(object? value) => MemberReader.Unwrap(value) switch
    {
        TimeSpan span => span,
        int or long or short or byte or uint or double or decimal or float =>
            Seconds(Convert.ToDouble(MemberReader.Unwrap(value), CultureInfo.InvariantCulture)),
        string text when double.TryParse(
            text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) =>
            Seconds(seconds),
        string text when text.Contains(':', StringComparison.Ordinal)
            && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) => span,
        _ => null,
    };

    /// <summary>A time in whole seconds; a fraction is rounded up, so that nothing ends earlier than requested.</summary>
    public static int WholeSeconds(TimeSpan time) => (int)Math.Clamp(Math.Ceiling(time.TotalSeconds), int.MinValue, int.MaxValue);

    private static TimeSpan? Seconds(double seconds) =>
        Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
