using System.Text.Json;
using System.Text.Json.Serialization;

namespace RunCommandPS.Rollout.Record;

/// <summary>The lines of a record as JSON. Generated, so that a run does not wait for reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(RolloutEvent))]
internal sealed partial class RecordJson : JsonSerializerContext
{
    /// <summary>An event as JSON, on one line.</summary>
    public static byte[] Write(RolloutEvent happened) => JsonSerializer.SerializeToUtf8Bytes(happened, Default.RolloutEvent);

    /// <summary>Reads an event.</summary>
    /// <exception cref="JsonException">This version does not know it.</exception>
    public static RolloutEvent Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Default.RolloutEvent) ?? throw new JsonException("It is null.");
}
