namespace RunCommandPS.Simulator.Protocol.Http;

/// <summary>How long a client is waited for.</summary>
/// <param name="Request">From the first byte of a request to its last.</param>
/// <param name="Idle">Between requests.</param>
internal readonly record struct HttpTimes(TimeSpan Request, TimeSpan Idle)
{
    public static HttpTimes Default { get; } = new(HttpLimits.RequestTime, HttpLimits.IdleTime);
}
