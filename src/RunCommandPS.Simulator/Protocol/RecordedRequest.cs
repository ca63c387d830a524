using System.Text;

namespace RunCommandPS.Simulator;

/// <summary>A request that reached the simulator, and how it was answered.</summary>
/// <param name="Operation">The requested operation; empty if none could be read.</param>
/// <param name="Time">When it arrived, on the simulator's clock.</param>
/// <param name="HttpStatusCode">HTTP status of the answer; 0 if a fault left it without one.</param>
/// <param name="ErrorCode">Code of the error; empty if there was none.</param>
/// <param name="RequestId">The id the answer had.</param>
public sealed record RecordedRequest(
    string Operation, DateTimeOffset Time, int HttpStatusCode, string ErrorCode, string RequestId)
{
    /// <summary>The body as it arrived.</summary>
    public string Body => Encoding.UTF8.GetString(Content.Span);

    /// <summary>How long the answer took to make, in real time.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The body's bytes. Very many requests are kept, and few are ever looked at.</summary>
    internal ReadOnlyMemory<byte> Content { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        ErrorCode.Length == 0 ? $"{Operation} {HttpStatusCode}" : $"{Operation} {HttpStatusCode} {ErrorCode}";
}
