using RunCommandPS.Connection;
using static RunCommandPS.ErrorKind;

namespace RunCommandPS.Errors;

/// <summary>
/// Errors from before the service has answered: no Region, no credentials, no connection, no answer, or one that makes no sense.
/// </summary>
internal static class ConnectionErrors
{
    public static NoRegionException NoRegion(Exception? cause = null) => new(new(
        ErrorCode.NoRegion, InvalidArgument,
        "No AWS Region was specified, and none is configured.",
        "Specify -Region, set $env:AWS_REGION, add a Region to the profile, or run Set-DefaultAWSRegion in an AWS.Tools session.")
    { Cause = cause });

    public static UnknownRegionException UnknownRegion(string region, string? nearest) => new(new(
        ErrorCode.UnknownRegion, InvalidArgument,
        $"There is no AWS Region '{region}'." + (nearest is null ? "" : $" Did you mean '{nearest}'?"),
        "Check -Region, $StoredAWSRegion, $env:AWS_REGION and the profile's Region. To use a Region newer than this module, specify "
            + "-EndpointUrl."));

    public static UnknownProfileException UnknownProfile(string profile, string? location) => new(new(
        ErrorCode.UnknownProfile, ObjectNotFound,
        $"There is no profile '{profile}' in {location ?? "the shared AWS configuration"}.",
        "Check -ProfileName, -ProfileLocation and $env:AWS_PROFILE; 'aws configure list-profiles' lists the profiles."));

    public static NoCredentialsException NoCredentials(Exception? cause) => new(new(
        ErrorCode.NoCredentials, AuthenticationError,
        "No AWS credentials were found.",
        "Specify -ProfileName, -Credential, or -AccessKey and -SecretKey, set $env:AWS_PROFILE, or sign in (aws sso login). "
            + "To try the module without AWS, run Start-RunCommandSimulator.")
    { Cause = cause });

    /// <param name="source">What was to provide them, as the beginning of a sentence.</param>
    /// <param name="cause">What went wrong.</param>
    /// <param name="areGiven">Whether an object of the caller's session was to provide them.</param>
    public static NoCredentialsException UnusableCredentials(string source, Exception cause, bool areGiven = false) => Unusable(
        $"{source} no usable credentials: {Causes(cause)}",
        areGiven
            ? "Set new ones with Set-AWSCredential, or specify other credentials with -Credential or -ProfileName."
            : "Sign in again (aws sso login), fix the profile, or specify other credentials with -ProfileName, -Credential, or -AccessKey "
                + "and -SecretKey.",
        cause);

    public static NoCredentialsException HalfInEnvironment() => Unusable(
        "The environment has AWS_ACCESS_KEY_ID but no AWS_SECRET_ACCESS_KEY.", "Set both, or remove both.");

    public static NoCredentialsException LoginSession(string profile) => Unusable(
        $"Profile '{profile}' signs in with 'aws login' (login_session), which this module does not support.",
        "Use an IAM Identity Center profile (aws configure sso), a profile with keys or a role, or -AccessKey and -SecretKey.");

    public static NoCredentialsException NoCode(string device) => Unusable(
        $"The credentials require a code from the MFA device {device}, and there is no one to prompt for it.",
        "Run the cmdlet interactively, or assume the role first and pass its keys with -AccessKey, -SecretKey and -SessionToken.");

    public static NoCredentialsException UntrustedContainer(string address) => Unusable(
        $"Credentials are not read from '{EndpointAddress.Show(address)}', the value of AWS_CONTAINER_CREDENTIALS_FULL_URI.",
        "Set $env:AWS_CONTAINER_CREDENTIALS_FULL_URI to an https address, or an http address of this machine or the container service.");

    public static InvalidConnectionException Invalid(string message, string recommendation) => new(new(
        ErrorCode.InvalidConnection, InvalidArgument, message, recommendation));

    /// <param name="other">The other parameter that specifies the caller.</param>
    public static InvalidConnectionException OneCaller(string other) => Invalid(
        $"-Credential and {other} both specify the caller.", $"Specify only one of them: -Credential or {other}.");

    /// <param name="what">Why it can't be used, as a sentence.</param>
    public static InvalidConnectionException InvalidStoredCredentials(string what) => Invalid(
        $"$StoredAWSCredentials can't be used. {what}",
        "Set it with Set-AWSCredential, remove it with Clear-AWSCredential, or specify -Credential or -ProfileName.");

    public static InvalidConnectionException NoAccount() => Invalid(
        "-RoleArn contains {AccountId}, but -AccountId is not specified.", "Specify -AccountId, or the complete ARN.");

    public static InvalidConnectionException NoPlaceForAccount() => Invalid(
        "-AccountId is inserted into -RoleArn, which doesn't contain {AccountId}.",
        "Specify both, for example: -RoleArn 'arn:aws:iam::{AccountId}:role/operators' -AccountId 111122223333.");

    public static InvalidConnectionException RoleNeedsArn() => Invalid(
        "-RoleSessionName and -ExternalId apply to a role to assume, but no role is specified.", "Specify -RoleArn, or leave them out.");

    public static InvalidConnectionException OnePlace(int places) => Invalid(
        $"This cmdlet uses one Region and account at a time, but {places} were specified.",
        "Specify one -Region, -ProfileName and -AccountId, or run it once for each. Get-RunCommandNode accepts several.");

    public static InvalidConnectionException InvalidEndpoint(string where, string? text) => Invalid(
        $"The endpoint {(text is null ? "" : $"'{EndpointAddress.Show(text)}' ")}of {where} is not an http or https address.",
        "Specify the whole address, for example https://ssm.eu-central-1.amazonaws.com.");

    public static ConnectionRefusedException Refused(ErrorContext context, Exception cause) => new(new(
        ErrorCode.ConnectionRefused, ConnectionError,
        $"No connection to {context.Origin.Endpoint}: {Innermost(cause)}{(context.MayHaveRun ? " Nothing was sent." : "")}",
        "Check -Region, -EndpointUrl, $env:AWS_ENDPOINT_URL_SSM, and the network or proxy in between.")
    { IsRetryable = true, Cause = cause });

    public static ConnectionLostException Lost(ErrorContext context, Exception cause) => new(new(
        ErrorCode.ConnectionLost, ConnectionError,
        $"The connection to {context.Origin.Endpoint} was lost before the response to {context.Operation} arrived: "
            + $"{Innermost(cause)}{context.MayHaveRunNote}",
        context.BeforeRepeating)
    { IsRetryable = true, MayHaveRun = context.MayHaveRun, Cause = cause });

    public static RequestTimeoutException Timeout(ErrorContext context, Exception cause) => new(new(
        ErrorCode.RequestTimeout, OperationTimeout,
        $"{context.Origin.Endpoint} did not respond to {context.Operation} in time.{context.MayHaveRunNote}",
        context.BeforeRepeating)
    { IsRetryable = true, MayHaveRun = context.MayHaveRun, Cause = cause });

    public static RequestTimeoutException Unanswered(ErrorContext context, Exception cause) => new(new(
        ErrorCode.RequestTimeout, OperationTimeout,
        $"Stopped before {context.Origin.Endpoint} responded.{context.MayHaveRunNote}",
        ErrorContext.CheckFirst)
    { MayHaveRun = true, Cause = cause });

    public static InvalidReplyException InvalidReply(ErrorContext context, int? status, Exception cause) => new(new(
        ErrorCode.InvalidReply, ProtocolError,
        $"{context.Origin.Endpoint} responded to {context.Operation} with something that is not a Systems Manager response"
            + (status is { } code ? $" (HTTP {code})" : "") + "." + context.MayHaveRunNote,
        "Check -EndpointUrl and any proxy in between. " + context.BeforeRepeating)
    { HttpStatusCode = status, MayHaveRun = context.MayHaveRun, Cause = cause });

    /// <param name="context">What was being done.</param>
    /// <param name="why">What shows that the answer belongs to another request, as a clause.</param>
    public static InvalidReplyException MismatchedReply(ErrorContext context, string why) => new(new(
        ErrorCode.InvalidReply, ProtocolError,
        $"The response from {context.Origin.Endpoint} to {context.Operation} belongs to another call: {why}.{context.MayHaveRunNote}",
        "Check any proxy in between: it returns the response to one call for another. " + context.BeforeRepeating)
    { HttpStatusCode = 200, MayHaveRun = context.MayHaveRun });

    private static NoCredentialsException Unusable(string message, string recommendation, Exception? cause = null) => new(new(
        ErrorCode.NoCredentials, AuthenticationError, message, recommendation)
    { Cause = cause });

    private static string Innermost(Exception exception) => Sentence(exception.GetBaseException());

    // What failed, and why. What is in between is internal to the SDK.
    private static string Causes(Exception exception) =>
        string.Join(' ', new[] { exception, exception.GetBaseException() }.Select(Sentence).Distinct());

    private static string Sentence(Exception exception)
    {
        var message = exception.Message.ReplaceLineEndings(" ").Trim();
        return message.EndsWith('.') ? message : message + ".";
    }
}
