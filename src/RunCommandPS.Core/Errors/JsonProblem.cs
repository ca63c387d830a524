using System.Text;
using System.Text.Json;

namespace RunCommandPS.Errors;

/// <summary>Why a text is not JSON, for people.</summary>
internal static class JsonProblem
{
    /// <summary>The problem, as a clause without a period.</summary>
    /// <param name="exception">The error of the reader, which counts lines and bytes from 0.</param>
    /// <param name="text">The text that was read.</param>
    public static string Of(JsonException exception, string text) => exception.LineNumber is { } line
        ? $"it can't be read at line {line + 1}, position {Characters(text, (int)line, (int)(exception.BytePositionInLine ?? 0)) + 1}"
        : exception.Message.TrimEnd('.');

    // An editor counts characters.
    private static int Characters(string text, int line, int bytes)
    {
        var utf8 = Encoding.UTF8.GetBytes(text.Split('\n').ElementAtOrDefault(line) ?? "");
        return Encoding.UTF8.GetCharCount(utf8, 0, Math.Min(bytes, utf8.Length));
    }
}
