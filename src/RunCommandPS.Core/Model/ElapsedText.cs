using System.Globalization;

namespace RunCommandPS.Model;

/// <summary>A length of time as people read it.</summary>
internal static class ElapsedText
{
    /// <summary>Seconds, with a decimal if there is one: the text of a limit that the caller set.</summary>
    public static string Seconds(TimeSpan limit) => string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds:0.#} s");

    /// <summary>Seconds with a decimal below a minute; hours, minutes and seconds from there on.</summary>
    public static string Of(TimeSpan elapsed) => elapsed < TimeSpan.FromMinutes(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0} s")
        : elapsed.ToString(elapsed < TimeSpan.FromDays(1) ? @"hh\:mm\:ss" : @"d\.hh\:mm\:ss", CultureInfo.InvariantCulture);
}
