using System.Text.Json;

namespace RunCommandPS.Simulator.Protocol.Operations;

/// <summary>One operation of the API.</summary>
/// <param name="Name">Its name, as it follows the dot of X-Amz-Target.</param>
/// <param name="Input">What a request may contain.</param>
/// <param name="Execute">Carries it out on a request that matches <paramref name="Input"/>, and writes the response's members.</param>
internal sealed record Operation(string Name, Shape Input, Action<JsonElement, Utf8JsonWriter> Execute)
{
    /// <summary>
    /// Carries it out in place of <see cref="Execute"/> if it records times; it is passed how much the service's clock is ahead of what it
    /// should be. Null if it does not.
    /// </summary>
    public Action<JsonElement, Utf8JsonWriter, TimeSpan>? ExecuteSkewed { get; init; }
}
