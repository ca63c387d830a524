using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using RunCommandPS.Errors;

namespace RunCommandPS.Transformation;

/// <summary>Moments as users write them: a date, or how long ago it was.</summary>
internal static partial class Moment
{
    /// <summary>Reads a moment.</summary>
    /// <param name="value">
    /// A date or its text; a TimeSpan or its text with days or a sign (<c>7.00:00:00</c>, <c>-01:30</c>), or a number with a unit
    /// (<c>-7d</c>, <c>12h</c>, <c>90m</c>, <c>30s</c>), for a time that long ago. Times without a sign or days are times of today.
    /// </param>
    /// <param name="now">The moment that a time is counted back from.</param>
    /// <returns>The moment.</returns>
    /// <exception cref="InvalidInputException">It is not valid.</exception>
    public static DateTimeOffset Read(object? value, DateTimeOffset now)
    {
        // A number keeps its original text: 7d is a decimal to PowerShell.
        var written = MemberReader.Unwrap(value);
        var text = written is string or ValueType and not (DateTime or DateTimeOffset or TimeSpan)
            ? LanguagePrimitives.ConvertTo<string>(value).Trim() : null;
        return written is TimeSpan span ? Before(now, span, value)
            : text is null ? Date(value)
            : Ago().Match(text) is { Success: true } ago ? Before(now, Span(ago, value), value)
            : SpanText().IsMatch(text) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? Before(now, time, value)
            : written is string && !Number().IsMatch(text) ? Date(text)
            : throw NoMoment(value);
    }

    // -7d and 7d mean the same, and so do a positive and a negative TimeSpan.
    private static DateTimeOffset Before(DateTimeOffset now, TimeSpan span, object? value) =>
        span > TimeSpan.MinValue && span.Duration() < now - DateTimeOffset.MinValue ? now - span.Duration() : throw NoMoment(value);

    private static TimeSpan Span(Match ago, object? value)
    {
        var number = double.Parse(ago.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
        var unit = char.ToUpperInvariant(ago.Groups["unit"].Value[0]) switch
        {
            'D' => TimeSpan.FromDays(1),
            'H' => TimeSpan.FromHours(1),
            'M' => TimeSpan.FromMinutes(1),
            _ => TimeSpan.FromSeconds(1),
        };
        return number < TimeSpan.MaxValue / unit ? unit * number : throw NoMoment(value);
    }

    private static DateTimeOffset Date(object? value) =>
        LanguagePrimitives.TryConvertTo<DateTimeOffset>(value, CultureInfo.InvariantCulture, out var date) ? date : throw NoMoment(value);

    private static InvalidInputException NoMoment(object? value) => InputErrors.Input(
        $"'{(value is null ? "null" : LanguagePrimitives.ConvertTo<string>(value))}' is not a date or a time.",
        "Specify a date, or how long ago: -7d, -12h, -90m, -30s or a TimeSpan.");

    [GeneratedRegex(@"^-?(?<number>\d+(\.\d+)?)(?<unit>[dhms])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ago();

    [GeneratedRegex(@"^(-|\d+\.)[\d.]*\d*:\d", RegexOptions.CultureInvariant)]
    private static partial Regex SpanText();

    [GeneratedRegex(@"^[+-]?[\d.,]+$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
