using System.Management.Automation;
using System.Management.Automation.Host;

namespace RunCommandPS.Formatting;

/// <summary>Colors for a console that shows them.</summary>
/// <remarks>
/// The engine removes the escape sequences for files, strings and hosts that want plain text, and counts their width as zero. What is
/// decided here is whether there is anyone to see them at all; environment variables also count in hosts that ignore them, and
/// so does a pipe or a file in place of the console, which the engine doesn't notice.
/// </remarks>
internal static class Palette
{
    private const string Reset = "\u001b[0m";
    private const string Green = "\u001b[32m";
    private const string Red = "\u001b[31;1m";
    private const string Yellow = "\u001b[33;1m";

    /// <summary>A text in the color of a tone: failures look like the user's errors, and what is open like warnings.</summary>
    /// <param name="text">The text.</param>
    /// <param name="tone">The tone.</param>
    /// <param name="host">The session's host; null for one that shows no colors.</param>
    /// <param name="style">The session's <c>$PSStyle</c>, whose type the module is not compiled with; null for the usual colors.</param>
    /// <returns>The text, with escape sequences around it if the host shows them.</returns>
    public static string Paint(string text, StatusTone tone, PSHost? host, object? style)
    {
        if (text.Length == 0 || tone == StatusTone.None || !ShowsColors(host, style))
        {
            return text;
        }

        var color = tone switch
        {
            StatusTone.Good => Green,
            StatusTone.Bad => Setting(Setting(style, "Formatting"), "Error") as string ?? Red,
            _ => Setting(Setting(style, "Formatting"), "Warning") as string ?? Yellow,
        };

        // A user who has removed the color of errors wants none here either.
        return color.Length == 0 ? text : color + text + Reset;
    }

    /// <summary>
    /// Whether the user wants escape sequences passed on as they are. The engine's other settings are about those that PowerShell itself
    /// makes.
    /// </summary>
    /// <param name="style">The session's <c>$PSStyle</c>; null if it has none.</param>
    public static bool PassesColors(object? style) => Setting(style, "OutputRendering")?.ToString() == "Ansi";

    private static bool ShowsColors(PSHost? host, object? style) =>
        host?.UI?.SupportsVirtualTerminal == true
        && !(host.Name == "ConsoleHost" && Console.IsOutputRedirected)
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") != "dumb"
        && Setting(style, "OutputRendering")?.ToString() != "PlainText";

    private static object? Setting(object? of, string name) => of is null ? null : PSObject.AsPSObject(of).Properties[name]?.Value;
}
