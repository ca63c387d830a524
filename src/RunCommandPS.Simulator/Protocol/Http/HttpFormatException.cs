namespace RunCommandPS.Simulator.Protocol.Http;

/// <summary>Bytes that are not an HTTP request this server can read. The connection ends after the answer.</summary>
internal sealed class HttpFormatException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
