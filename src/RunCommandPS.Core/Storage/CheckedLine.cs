using System.Security.Cryptography;
using System.Text;

namespace RunCommandPS.Storage;

/// <summary>
/// A JSON object as a line whose last member is a checksum over the object without it. A line that was not completely written, or was
/// changed since, is recognized as damaged; whatever reads lines of JSON can still read it.
/// </summary>
internal static class CheckedLine
{
    private const int SumLength = 16;
    private const int TailLength = SumLength + 2;

    /// <summary>The line of an object, with its line feed.</summary>
    /// <param name="json">A JSON object with at least one member, without line feeds.</param>
    public static byte[] Write(ReadOnlySpan<byte> json) => [.. json[..^1], .. Opening, .. Sum(json[..^1]), .. Closing, (byte)'\n'];

    /// <summary>Whether a line, without its line feed, is as it was written.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> line)
    {
        var length = line.Length - TailLength - Opening.Length;
        return length > 0
            && line[length..].StartsWith(Opening)
            && line.EndsWith(Closing)
            && line.Slice(length + Opening.Length, SumLength).SequenceEqual(Sum(line[..length]));
    }

    private static ReadOnlySpan<byte> Opening => ",\"sum\":\""u8;

    private static ReadOnlySpan<byte> Closing => "\"}"u8;

    private static byte[] Sum(ReadOnlySpan<byte> json) =>
        Encoding.ASCII.GetBytes(Convert.ToHexString(SHA256.HashData(json).AsSpan(0, SumLength / 2)));
}
