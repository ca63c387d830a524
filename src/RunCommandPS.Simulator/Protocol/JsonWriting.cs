using System.Globalization;
using System.Text.Json;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>Writes values as the protocol has them.</summary>
internal static class JsonWriting
{
    /// <summary>A time: seconds since 1970, with a fraction.</summary>
    public static void WriteTime(this Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            writer.WriteNumber(name, value.ToUnixTimeMilliseconds() / 1000m);
        }
    }

    /// <summary>A time in those members that are texts: ISO 8601; empty if there is none.</summary>
    public static void WriteIsoTime(this Utf8JsonWriter writer, string name, DateTimeOffset? time) =>
        writer.WriteString(name, time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) ?? "");

    public static void WriteTexts(this Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    public static void WriteList<T>(this Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> writeMembers)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            writeMembers(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>A member that is left out after the last page.</summary>
    public static void WriteNextToken(this Utf8JsonWriter writer, string? token)
    {
        if (token is not null)
        {
            writer.WriteString("NextToken", token);
        }
    }
}
