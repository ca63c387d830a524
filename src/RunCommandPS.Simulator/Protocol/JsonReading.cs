using System.Text.Json;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>Reads members of a body that has passed its shape check. A member that is null counts as missing.</summary>
internal static class JsonReading
{
    public static JsonElement? Member(this JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string? Text(this JsonElement owner, string name) => owner.Member(name)?.GetString();

    public static int? Number(this JsonElement owner, string name) => owner.Member(name)?.GetInt32();

    public static long? Long(this JsonElement owner, string name) => owner.Member(name)?.GetInt64();

    public static bool? Flag(this JsonElement owner, string name) => owner.Member(name)?.GetBoolean();

    public static IReadOnlyList<string>? Texts(this JsonElement owner, string name) => owner.Member(name)?.Texts();

    public static IReadOnlyList<string> Texts(this JsonElement list)
    {
        var texts = new List<string>(list.GetArrayLength());
        foreach (var item in list.EnumerateArray())
        {
            texts.Add(item.GetString()!);
        }

        return texts;
    }

    public static IReadOnlyList<T>? List<T>(this JsonElement owner, string name, Func<JsonElement, T> read) =>
        owner.Member(name) is { } list ? [.. list.EnumerateArray().Select(read)] : null;
}
