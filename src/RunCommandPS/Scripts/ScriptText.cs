using System.Text;

namespace RunCommandPS.Scripts;

/// <summary>
/// The text of scripts. Only the line ending CRLF is changed: form feeds, U+2028 and the like, which .NET's own ReplaceLineEndings
/// treats as line endings, are characters of the script and of its arguments.
/// </summary>
internal static class ScriptText
{
    /// <summary>A script with LF line endings.</summary>
    public static string WithLineFeeds(string script) => script.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Lines, each with its line feed. What is within a line stays as it is.</summary>
    public static string Lines(params IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    /// <summary>Whether there is a surrogate without its other half.</summary>
    public static bool HasHalfCharacter(string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                return true;
            }

            rest = rest[length..];
        }

        return false;
    }
}
