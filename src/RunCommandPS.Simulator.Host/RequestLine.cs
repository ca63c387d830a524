using System.Globalization;

namespace RunCommandPS.Simulator.Host;

/// <summary>
/// A request as one line of the log: time, operation, HTTP status, error, request id, milliseconds; <c>-</c> for what is missing.
/// </summary>
internal static class RequestLine
{
    private const int OperationMaximumLength = 64;

    public static string Of(RecordedRequest request) => string.Create(
        CultureInfo.InvariantCulture,
        $"{request.Time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ} {Word(request.Operation)} {request.HttpStatusCode} {Word(request.ErrorCode)} "
            + $"{request.RequestId} {request.Duration.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture)}");

    // The operation is whatever a header says, before any signature is checked: it must neither break the line nor
    // reach the terminal as a control sequence.
    private static string Word(string text) => text.Length == 0
        ? "-"
        : string.Concat(text.Take(OperationMaximumLength)
            .Select(static character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' ? character : '?'));
}
