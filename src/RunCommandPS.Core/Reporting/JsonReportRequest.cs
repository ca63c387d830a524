using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunCommandPS.Reporting;

/// <summary>The part of a report's JSON that says what was requested.</summary>
internal static class JsonReportRequest
{
    // Members that were left out of a request are left out here, too.
    private static readonly JsonSerializerOptions Members = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        DictionaryKeyPolicy = null,
    };

    /// <summary>Writes the members of the object.</summary>
    public static void Write(Utf8JsonWriter json, Report report)
    {
        json.WriteString("maxConcurrency", report.Limits.MaxConcurrency);
        json.WriteString("maxErrors", report.Limits.MaxErrors);
        json.WriteStartArray("waves");
        foreach (var size in report.Limits.WaveSizes)
        {
            json.WriteStringValue(size);
        }

        json.WriteEndArray();
        json.WriteString("waveErrors", report.Limits.WaveErrors);
        json.WriteNumber("soakSeconds", report.Limits.SoakTime.TotalSeconds);
        json.WriteBoolean("hasCheck", report.Limits.HasCheck);
        json.WriteBoolean("hasPrompt", report.Limits.HasPrompt);
        json.WriteStartArray("commands");
        foreach (var sent in report.Requests)
        {
            json.WriteStartObject();
            json.WriteNumber("nodes", sent.Nodes);
            json.WriteStartArray("places");
            foreach (var place in sent.Places)
            {
                json.WriteStringValue(place);
            }

            json.WriteEndArray();
            json.WritePropertyName("members");
            JsonSerializer.Serialize(json, sent.Request, Members);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
