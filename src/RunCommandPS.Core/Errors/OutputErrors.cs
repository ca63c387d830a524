using RunCommandPS.Model;
using static RunCommandPS.ErrorKind;

namespace RunCommandPS.Errors;

/// <summary>Errors of reading output from S3. What was read elsewhere is still returned, marked as truncated.</summary>
internal static class OutputErrors
{
    private const string Bucket = "NoSuchBucket";
    private const string Denied = "AccessDenied";

    // The caller is the same whether S3 or Systems Manager refuses it.
    private static readonly Dictionary<string, string> CallerCodes = new(StringComparer.Ordinal)
    {
        ["InvalidAccessKeyId"] = ErrorCode.UnrecognizedClientException,
        ["SignatureDoesNotMatch"] = ErrorCode.InvalidSignatureException,
        ["RequestTimeTooSkewed"] = ErrorCode.InvalidSignatureException,
        ["ExpiredToken"] = ErrorCode.ExpiredTokenException,
    };

    public static OutputUnavailableException NotThere(OutputLocation location) => new(new(
        ErrorCode.OutputUnavailable, ObjectNotFound,
        $"There is no output at {location}, where the command was supposed to write it.",
        "A node uploads its output after a step, with its own role: wait a moment, then check that the role has s3:PutObject on the "
            + "bucket, and that the object was not deleted."));

    public static OutputNotJsonException NotJson(NodeOutput output, string why, Exception? cause) => new(new(
        ErrorCode.OutputNotJson, InvalidData,
        $"The standard output of node {output.InstanceId}{(output.InstanceName.Length > 0 ? $" ({output.InstanceName})" : "")} "
            + $"is not JSON: {why}"
            + (output.StandardOutputTruncated ? " It is truncated." : ""),
        output.StandardOutputTruncated
            ? "Send the command with Send-RunCommand -OutputS3BucketName, so that the whole output can be read from S3."
            : "Receive-RunCommandOutput without -Json shows what the node wrote; "
                + "have the script write one JSON text to standard output and everything else "
                + "to standard error.")
    { Cause = cause });

    public static RunCommandException FromStore(
        string code, string serviceMessage, int httpStatusCode, string requestId, OutputLocation location, ErrorContext context,
        Exception cause)
    {
        if (CallerCodes.TryGetValue(code, out var known))
        {
            return ErrorCatalog.FromService(known, serviceMessage, httpStatusCode, requestId, context, cause);
        }

        ErrorDetail Detail(string ours, ErrorKind kind, string message, string recommendation) =>
            new(ours, kind, serviceMessage.Length > 0 ? $"{message} S3 says: {serviceMessage}" : message, recommendation)
            {
                ServiceMessage = serviceMessage,
                HttpStatusCode = httpStatusCode,
                RequestId = requestId,
                IsRetryable = httpStatusCode >= 500,
                Cause = cause,
            };

        return code switch
        {
            Denied or "AllAccessDisabled" => new OutputAccessDeniedException(Detail(
                ErrorCode.OutputAccessDenied, PermissionDenied,
                $"You are not allowed to read the whole output at {location}, or it is not there.",
                "Ask for s3:GetObject on the objects and s3:ListBucket on the bucket (without it, S3 does not distinguish what is missing "
                    + "from what is forbidden), and kms:Decrypt if the bucket is encrypted with a key of your own.")),
            Bucket => new OutputBucketNotFoundException(Detail(
                ErrorCode.OutputBucketNotFound, ObjectNotFound,
                $"The bucket '{location.Bucket}', where the command was supposed to write its whole output, does not exist.",
                "The bucket was deleted, or the endpoint is a different one: check -EndpointUrl and $env:AWS_ENDPOINT_URL_S3.")),
            _ => new OutputUnavailableException(Detail(
                ErrorCode.OutputUnavailable, httpStatusCode >= 500 ? ResourceUnavailable : InvalidOperation,
                $"The whole output at {location} can't be read ({code}).",
                "Retry; if it keeps failing, read the object with an S3 client.")),
        };
    }
}
