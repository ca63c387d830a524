using System.Text.Json;
using Amazon.Runtime;
using RunCommandPS.Aws.Http;
using RunCommandPS.Errors;

namespace RunCommandPS.Aws.Calls;

/// <summary>Turns what the SDK throws into this module's exceptions.</summary>
internal static class ErrorTranslation
{
    public static RunCommandException Translate(Exception exception, ErrorContext context) => exception switch
    {
        RunCommandException ours => ours,
        _ when Transport.NeverConnected(exception) => ConnectionErrors.Refused(context, exception),
        AmazonUnmarshallingException unmarshalling => ConnectionErrors.InvalidReply(context, (int)unmarshalling.StatusCode, exception),
        AmazonServiceException { ErrorCode.Length: > 0 } service => FromService(service, context),
        _ when Transport.TimedOut(exception) => ConnectionErrors.Timeout(context, exception),
        JsonException => ConnectionErrors.InvalidReply(context, null, exception),
        AmazonServiceException { StatusCode: > 0 } service => ConnectionErrors.InvalidReply(context, (int)service.StatusCode, exception),
        _ when Transport.Broke(exception) => ConnectionErrors.Lost(context, exception),
        _ => ConnectionErrors.InvalidReply(context, null, exception),
    };

    private static RunCommandException FromService(AmazonServiceException exception, ErrorContext context) =>
        ErrorCatalog.FromService(
            exception.ErrorCode, ServiceMessage(exception), (int)exception.StatusCode, exception.RequestId ?? "", context, exception);

    // If the service returns no message, the SDK substitutes its own sentence about the code and HTTP body.
    private static string ServiceMessage(AmazonServiceException exception) =>
        exception.Message is null || exception.Message.StartsWith("The service returned an error with Error Code", StringComparison.Ordinal)
            ? ""
            : exception.Message;
}
