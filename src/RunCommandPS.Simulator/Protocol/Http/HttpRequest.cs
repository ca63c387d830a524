using System.Diagnostics.CodeAnalysis;

namespace RunCommandPS.Simulator.Protocol.Http;

/// <summary>A request as it came off the wire, its body complete.</summary>
internal sealed record HttpRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Reads a header; names are lower case.</summary>
    public bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => Headers.TryGetValue(name, out value);
}
