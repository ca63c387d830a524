namespace RunCommandPS.Simulator.Protocol.Http;

/// <summary>
/// What HTTP itself says about texts (RFC 9110, RFC 9112). A reader that interprets more sees a different request than the next reader
/// does.
/// </summary>
internal static class HttpText
{
    /// <summary>The only white space around a value; Latin-1 has more that .NET would trim.</summary>
    public const string WhiteSpace = " \t";

    /// <summary>Whether a line, without its ending, has what no line may have: a bare CR or LF, or a NUL.</summary>
    public static bool HasStrayBreak(ReadOnlySpan<char> line) => line.IndexOfAny('\r', '\n', '\0') >= 0;
}
