namespace RunCommandPS.Simulator.Protocol.Http;

/// <summary>Bytes that are no HTTP request this server reads. The connection ends after the answer.</summary>
internal sealed class HttpFormatException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
