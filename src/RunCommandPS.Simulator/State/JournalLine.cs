using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunCommandPS.Simulator.State;

/// <summary>
/// An entry as a line: a checksum, a space, JSON, a line feed. A line that was not written to its end does not pass for one.
/// </summary>
internal static class JournalLine
{
    private const int ChecksumLength = 16;

    private static readonly JsonSerializerOptions Json =
        new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true };

    public static byte[] Write(JournalEntry entry)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(entry, Json);
        return [.. Checksum(json), (byte)' ', .. json, (byte)'\n'];
    }

    /// <summary>Reads a line without its line feed; null where it is not as it was written.</summary>
    public static JournalEntry? Read(ReadOnlySpan<byte> line)
    {
        if (line.Length <= ChecksumLength
            || line[ChecksumLength] != ' '
            || !line[..ChecksumLength].SequenceEqual(Checksum(line[(ChecksumLength + 1)..])))
        {
            return null;
        }

        return JsonSerializer.Deserialize<JournalEntry>(line[(ChecksumLength + 1)..], Json);
    }

    private static byte[] Checksum(ReadOnlySpan<byte> json) =>
        Encoding.ASCII.GetBytes(Convert.ToHexString(SHA256.HashData(json).AsSpan(0, ChecksumLength / 2)));
}
