using static RunCommandPS.ErrorKind;
using static RunCommandPS.Errors.ErrorContext;

namespace RunCommandPS.Errors;

/// <summary>
/// The one table of what can go wrong at the service: for every code its exception type, its kind, an explanation in plain
/// words and what to do. The service's own messages are often empty or name one of four causes, so an explanation always comes first.
/// </summary>
internal static class ErrorCatalog
{
    private static readonly Dictionary<string, Entry> Entries = new(StringComparer.Ordinal)
    {
        [ErrorCode.DuplicateInstanceId] = new(d => new DuplicateInstanceIdException(d), InvalidArgument,
            _ => "The same node was specified more than once in one command.",
            "Specify each node once; Send-RunCommand drops duplicates from the pipeline."),
        [ErrorCode.InternalServerError] = new(d => new InternalServerErrorException(d), ResourceUnavailable,
            c => $"Systems Manager had an internal error during {c.Operation}.",
            "If it keeps happening, open a support case with the request id.")
        { IsRetryable = true, MayHaveRun = true },
        [ErrorCode.InvalidDocument] = new(d => new InvalidDocumentException(d), ObjectNotFound,
            c => $"Document{Quoted(c.DocumentName)} does not exist{c.InRegion}, or is not shared with this account.",
            "Check the document name and -Region. To use another account's document, specify its ARN."),
        [ErrorCode.InvalidDocumentVersion] = new(d => new InvalidDocumentVersionException(d), ObjectNotFound,
            c => $"Document{Quoted(c.DocumentName)} has no {Such("version", c.DocumentVersion)}.",
            "Set -DocumentVersion to an existing number, Latest or Default; Get-RunCommandDocument lists the existing versions."),
        [ErrorCode.InvalidInstanceId] = new(d => new InvalidInstanceIdException(d), ObjectNotFound,
            c => c.Operation == "DescribeInstanceInformation" ? "A value specified as a node id is not one."
                : c.Operation == "CancelCommand"
                    ? $"The command was not sent to one of these nodes{c.InRegion}, so it was not stopped on any of them."
                : $"A node can't receive commands{c.InRegion}: it is unknown or terminated, its SSM Agent is not running or not "
                    + "registered, or you are not allowed to use it. Nothing was sent to any node of this command.",
            "Check the ids, -Region, and that SSM Agent is running on the nodes; when sending, -SkipInvalidNode sends to the others."),
        [ErrorCode.InvalidNotificationConfig] = new(d => new InvalidNotificationConfigException(d), InvalidArgument,
            c => $"Notifications can't be sent to the topic{Quoted(c.Request?.NotificationConfig?.NotificationArn)}: it is not the ARN of "
                + "an Amazon SNS topic, or the topic does not exist.",
            "Set -NotificationArn to the ARN of a topic in the same Region, and -ServiceRoleArn to a role that can publish to it."),
        [ErrorCode.InvalidOutputFolder] = new(d => new InvalidOutputFolderException(d), ObjectNotFound,
            c => $"The S3 bucket{Quoted(c.Request?.OutputS3BucketName)} does not exist.",
            "Check -OutputS3BucketName; the bucket must exist before the command is sent."),
        [ErrorCode.InvalidParameters] = new(d => new InvalidParametersException(d), InvalidArgument,
            c => $"Document{Quoted(c.DocumentName)} does not accept these parameters: one is missing or unknown, "
                + "or has a value that is not allowed.",
            "Compare -Parameter with the document's parameters; names are case-sensitive."),
        [ErrorCode.InvalidRole] = new(d => new InvalidRoleException(d), InvalidArgument,
            c => $"The role{Quoted(c.Request?.ServiceRoleArn)} can't be used to publish notifications.",
            "Set -ServiceRoleArn to the ARN of an IAM role that trusts ssm.amazonaws.com and can publish to the topic."),
        [ErrorCode.MaxDocumentSizeExceeded] = new(d => new MaxDocumentSizeExceededException(d), LimitsExceeded,
            c => $"Document{Quoted(c.DocumentName)} together with its parameters is larger than "
                + $"{ServiceLimits.PayloadMaximumBytes / 1024} KB.",
            "Send less in -Parameter: put a long script in a document, S3 or a repository, and run it from there."),
        [ErrorCode.UnsupportedPlatformType] = new(d => new UnsupportedPlatformTypeException(d), InvalidArgument,
            c => $"Document{Quoted(c.DocumentName)} does not run on the platform of at least one of the nodes.",
            "For a script, leave out -Shell, so that the platform of each node decides. "
                + "Send AWS-RunShellScript to Linux and macOS nodes and AWS-RunPowerShellScript to Windows nodes, in separate commands."),
        [ErrorCode.InvalidCommandId] = new(d => new InvalidCommandIdException(d), ObjectNotFound,
            c => $"There is no {Such("command", c.CommandId)}{c.InRegion}.",
            "Check the id and -Region; the service keeps commands for 30 days."),
        [ErrorCode.InvalidFilterKey] = new(d => new InvalidFilterKeyException(d), InvalidArgument,
            c => $"{c.Operation} has no such filter.",
            "Use the filters that the cmdlet's parameters offer."),
        [ErrorCode.InvalidInstanceInformationFilterValue] = new(d => new InvalidInstanceInformationFilterValueException(d), InvalidArgument,
            c => $"A value is not valid for a filter of {c.Operation}.",
            "Use values that nodes can have in the parameters that filter."),
        [ErrorCode.InvalidNextToken] = new(d => new InvalidNextTokenException(d), InvalidOperation,
            _ => "The service no longer knows the page that was to be read next.",
            "Run the cmdlet again; it starts from the first page."),
        [ErrorCode.InvalidPluginName] = new(d => new InvalidPluginNameException(d), ObjectNotFound,
            c => $"Command{Quoted(c.CommandId)} has no {Such("step", c.PluginName)}.",
            "Get-RunCommandInvocation shows the names of the steps."),
        [ErrorCode.InvocationDoesNotExist] = new(d => new InvocationDoesNotExistException(d), ObjectNotFound,
            c => $"Command{Quoted(c.CommandId)} has no invocation on node{Quoted(c.InstanceId)}, or none yet.",
            "Right after sending, wait a few seconds; otherwise check the command id, the node id and -Region.")
        { IsRetryable = true },
        [ErrorCode.ValidationException] = new(d => new RequestValidationException(d), InvalidArgument,
            c => $"A value violates a constraint of {c.Operation}.",
            "Change the value that the message names."),
        [ErrorCode.ThrottlingException] = new(d => new ThrottlingException(d), LimitsExceeded,
            c => $"Too many {c.Operation} calls: this one was throttled, and nothing was done.",
            "Wait and retry. A lower -ThrottleLimit makes fewer calls at a time; -Target reaches many nodes with one call.")
        { IsRetryable = true },
        [ErrorCode.AccessDeniedException] = new(d => new AccessDeniedException(d), PermissionDenied,
            c => $"You are not allowed to call ssm:{c.Operation}{c.InRegion} on these resources.",
            "Ask for the permission that the message names, or use other credentials with -ProfileName."),
        [ErrorCode.UnrecognizedClientException] = new(d => new UnrecognizedClientException(d), AuthenticationError,
            c => $"The access key is not known{c.InRegion}.",
            "Check -AccessKey or the profile in use, and that the key belongs to this partition and is active."),
        [ErrorCode.InvalidSignatureException] = new(d => new InvalidSignatureException(d), AuthenticationError,
            _ => "The signature does not match the request: the secret key is wrong, or this computer's clock is.",
            "Check -SecretKey or the profile in use, and this computer's clock."),
        [ErrorCode.ExpiredTokenException] = new(d => new ExpiredTokenException(d), AuthenticationError,
            _ => "The session token of the temporary credentials has expired.",
            "Get new credentials (for example: aws sso login), then try again."),
        [ErrorCode.MissingAuthenticationTokenException] = new(d => new MissingAuthenticationTokenException(d), AuthenticationError,
            c => $"The {c.Operation} request arrived without its signature.",
            "Check the proxy between here and the service: it must forward the Authorization header."),
        [ErrorCode.UnknownOperationException] = new(d => new UnknownOperationException(d), NotImplemented,
            c => $"The endpoint{Quoted(c.Origin.Endpoint?.ToString())} does not support the operation {c.Operation}.",
            "Check -EndpointUrl and $env:AWS_ENDPOINT_URL_SSM: another service responds there, "
                + "or an emulator that supports only part of this one."),
        [ErrorCode.SerializationException] = new(d => new RequestSerializationException(d), InvalidData,
            c => $"The {c.Operation} request arrived in a form that can't be read.",
            "Check -EndpointUrl, the proxy between here and the service, and the request for text that is not valid Unicode."),
    };

    // Only the service's words tell this from a wrong key.
    private static readonly Entry WrongRegion = new(d => new InvalidSignatureException(d), AuthenticationError,
        _ => "The request was signed for another Region than the endpoint's.",
        "Check -Region, -EndpointUrl and $env:AWS_ENDPOINT_URL_SSM: they must be of the same Region.");

    // The same conditions under the names that other AWS front ends give them.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["Throttling"] = ErrorCode.ThrottlingException,
        ["ThrottledException"] = ErrorCode.ThrottlingException,
        ["TooManyRequestsException"] = ErrorCode.ThrottlingException,
        ["RequestLimitExceeded"] = ErrorCode.ThrottlingException,
        ["AccessDenied"] = ErrorCode.AccessDeniedException,
        ["ExpiredToken"] = ErrorCode.ExpiredTokenException,
        ["InvalidClientTokenId"] = ErrorCode.UnrecognizedClientException,
        ["SignatureDoesNotMatch"] = ErrorCode.InvalidSignatureException,
        ["InternalFailure"] = ErrorCode.InternalServerError,
    };

    /// <summary>Codes that have an explanation of their own.</summary>
    public static IReadOnlyCollection<string> Codes => Entries.Keys;

    /// <summary>The exception for an error the service answered with.</summary>
    /// <param name="code">The service's code.</param>
    /// <param name="serviceMessage">The service's words; may be empty.</param>
    /// <param name="httpStatusCode">HTTP status of the answer.</param>
    /// <param name="requestId">The service's id of the request.</param>
    /// <param name="context">What was being done.</param>
    /// <param name="cause">The SDK's exception.</param>
    /// <returns>An exception of the code's own type; the base type for a code that is not in the table.</returns>
    public static RunCommandException FromService(
        string code, string serviceMessage, int httpStatusCode, string requestId, ErrorContext context, Exception? cause)
    {
        code = Aliases.GetValueOrDefault(code, code);
        var entry = IsWrongRegion(code, serviceMessage) ? WrongRegion
            : Entries.GetValueOrDefault(code) ?? Unknown(code, httpStatusCode);
        var isAmbiguous = entry.MayHaveRun || !IsRefusal(httpStatusCode);
        var mayHaveRun = context.MayHaveRun && isAmbiguous;
        var explanation = entry.Explain(context) + (isAmbiguous ? context.MayHaveRunNote : "");
        return entry.Make(new ErrorDetail(
            code,
            entry.Kind,
            serviceMessage.Length > 0 ? $"{explanation} The service says: {serviceMessage}" : explanation,
            mayHaveRun || entry is { MayHaveRun: true, IsRetryable: true }
                ? $"{context.BeforeRepeating} {entry.Recommendation}"
                : entry.Recommendation)
        {
            ServiceMessage = serviceMessage,
            HttpStatusCode = httpStatusCode,
            RequestId = requestId,
            IsRetryable = entry.IsRetryable,
            MayHaveRun = mayHaveRun,
            Cause = cause,
        });
    }

    /// <summary>The exception of an error's own type.</summary>
    /// <param name="detail">What it is made of, with the service's code.</param>
    /// <returns>An exception of the code's own type; the base type for a code that is not in the table.</returns>
    public static RunCommandException Make(ErrorDetail detail) =>
        Entries.GetValueOrDefault(detail.Code)?.Make(detail) ?? new RunCommandException(detail);

    private static bool IsWrongRegion(string code, string serviceMessage) =>
        code == ErrorCode.InvalidSignatureException
        && serviceMessage.Contains("scoped to a valid region", StringComparison.OrdinalIgnoreCase);

    // A known code with any other status comes from something in between, which can't know what the service did: 408, 409, a redirect, 5xx.
    private static bool IsRefusal(int httpStatusCode) => httpStatusCode is >= 400 and < 500 and not (408 or 409);

    // What a code that is not in the table means is unknown, so a send that ends in one may have been accepted.
    private static Entry Unknown(string code, int httpStatusCode) => new(
        d => new RunCommandException(d),
        httpStatusCode >= 500 ? ResourceUnavailable : NotSpecified,
        c => $"{c.Operation} failed with {code}.",
        "Look up the code in the Systems Manager API Reference.")
    {
        IsRetryable = httpStatusCode >= 500,
        MayHaveRun = true,
    };

    private sealed record Entry(
        Func<ErrorDetail, RunCommandException> Make, ErrorKind Kind, Func<ErrorContext, string> Explain, string Recommendation)
    {
        public bool IsRetryable { get; init; }

        /// <summary>Whether a call that ends like this may have been carried out anyway.</summary>
        public bool MayHaveRun { get; init; }
    }
}
