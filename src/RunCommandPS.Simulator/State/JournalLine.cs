using System.Text.Json;
using System.Text.Json.Serialization;
using RunCommandPS.Storage;

namespace RunCommandPS.Simulator.State;

/// <summary>An entry as a line of JSON that ends with a checksum.</summary>
internal static class JournalLine
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
    };

    public static byte[] Write(JournalEntry entry) => CheckedLine.Write(JsonSerializer.SerializeToUtf8Bytes(entry, Json));

    /// <summary>Reads a line without its line feed; null if it is damaged.</summary>
    public static JournalEntry? Read(StoredLine line) =>
        line.IsWhole ? JsonSerializer.Deserialize<JournalEntry>(line.Bytes.Span, Json) : null;
}
