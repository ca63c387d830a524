namespace RunCommandPS.Simulator.Contract;

/// <summary>A request refused, in the service's words.</summary>
/// <param name="code">One of <see cref="ErrorCode"/>.</param>
/// <param name="message">The service's message; empty for some errors.</param>
/// <param name="status">HTTP status.</param>
internal sealed class ServiceException(string code, string message = "", int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;
}
