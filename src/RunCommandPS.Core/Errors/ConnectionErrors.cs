using RunCommandPS.Connection;
using static RunCommandPS.ErrorKind;

namespace RunCommandPS.Errors;

/// <summary>Errors from before the service has answered: no region, no credentials, nobody there, no answer, no sense in it.</summary>
internal static class ConnectionErrors
{
    public static NoRegionException NoRegion(Exception? cause = null) => new(new(
        ErrorCode.NoRegion, InvalidArgument,
        "No AWS region was given and none is configured.",
        "Give -Region, set $env:AWS_REGION, give the profile a region, or in a session of AWS.Tools run Set-DefaultAWSRegion.")
    { Cause = cause });

    public static UnknownRegionException UnknownRegion(string region, string? nearest) => new(new(
        ErrorCode.UnknownRegion, InvalidArgument,
        $"There is no AWS region '{region}'." + (nearest is null ? "" : $" Did you mean '{nearest}'?"),
        "Check -Region, $StoredAWSRegion, $env:AWS_REGION and the profile's region. A region newer than this module is reached with "
            + "-EndpointUrl."));

    public static UnknownProfileException UnknownProfile(string profile, string? location) => new(new(
        ErrorCode.UnknownProfile, ObjectNotFound,
        $"There is no profile '{profile}' in {location ?? "the shared AWS configuration"}.",
        "Check -ProfileName, -ProfileLocation and $env:AWS_PROFILE; 'aws configure list-profiles' shows the profiles there are."));

    public static NoCredentialsException NoCredentials(Exception? cause) => new(new(
        ErrorCode.NoCredentials, AuthenticationError,
        "No AWS credentials were found.",
        "Give -ProfileName, -Credential or -AccessKey and -SecretKey, set $env:AWS_PROFILE, or sign in (aws sso login). "
            + "To try things out without AWS, run Start-RunCommandSimulator.")
    { Cause = cause });

    public static NoCredentialsException UnusableCredentials(string source, Exception cause) => Unusable(
        $"{source} no usable credentials: {Causes(cause)}",
        "Sign in again (aws sso login), correct the profile, or give other credentials with -ProfileName or -AccessKey and -SecretKey.",
        cause);

    public static NoCredentialsException HalfInEnvironment() => Unusable(
        "The environment has AWS_ACCESS_KEY_ID, and no AWS_SECRET_ACCESS_KEY.", "Set both, or remove both.");

    public static NoCredentialsException LoginSession(string profile) => Unusable(
        $"Profile '{profile}' signs in with 'aws login' (login_session), which this module does not support.",
        "Use a profile of IAM Identity Center (aws configure sso), one with keys or a role, or -AccessKey and -SecretKey.");

    public static NoCredentialsException NoCode(string device) => Unusable(
        $"The credentials need the code of the multi-factor device {device}, and nobody could be asked for it.",
        "Run the cmdlet where it can ask, or assume the role first and give its keys with -AccessKey, -SecretKey and -SessionToken.");

    public static NoCredentialsException UntrustedContainer(string address) => Unusable(
        $"Credentials are not taken from '{EndpointAddress.Show(address)}', as AWS_CONTAINER_CREDENTIALS_FULL_URI names it.",
        "Give $env:AWS_CONTAINER_CREDENTIALS_FULL_URI an https address, or an http address of this machine or of the container service.");

    public static InvalidConnectionException Invalid(string message, string recommendation) => new(new(
        ErrorCode.InvalidConnection, InvalidArgument, message, recommendation));

    /// <param name="other">The parameter that says who calls, too.</param>
    public static InvalidConnectionException OneCaller(string other) => Invalid(
        $"-Credential and {other} both say who calls.", $"Give one of them: -Credential, or {other}.");

    /// <param name="what">Why it can't be used, as a sentence.</param>
    public static InvalidConnectionException InvalidStoredCredentials(string what) => Invalid(
        $"$StoredAWSCredentials can't be used. {what}",
        "Set it with Set-AWSCredential, take it away with Clear-AWSCredential, or give -Credential or -ProfileName.");

    public static InvalidConnectionException NoAccount() => Invalid(
        "-RoleArn has {AccountId} in it, and no -AccountId says which account that is.", "Give -AccountId, or the whole ARN.");

    public static InvalidConnectionException NoPlaceForAccount() => Invalid(
        "-AccountId goes into -RoleArn, which has no {AccountId} in it.",
        "Give both, for example: -RoleArn 'arn:aws:iam::{AccountId}:role/operators' -AccountId 111122223333.");

    public static InvalidConnectionException RoleNeedsArn() => Invalid(
        "-RoleSessionName and -ExternalId are of a role to assume, and none is named.", "Give -RoleArn, or leave them out.");

    public static InvalidConnectionException OnePlace(int places) => Invalid(
        $"This goes to one region and account at a time, and {places} were given.",
        "Give one -Region, -ProfileName and -AccountId, or call it once for each. Get-RunCommandNode reads several.");

    public static InvalidConnectionException InvalidEndpoint(string where, string? text) => Invalid(
        $"The endpoint {(text is null ? "" : $"'{EndpointAddress.Show(text)}' ")}of {where} is not an http or https address.",
        "Write it whole, for example https://ssm.eu-central-1.amazonaws.com.");

    public static ConnectionRefusedException Refused(ErrorContext context, Exception cause) => new(new(
        ErrorCode.ConnectionRefused, ConnectionError,
        $"No connection to {context.Origin.Endpoint}: {Innermost(cause)}{(context.MayHaveRun ? " Nothing was sent." : "")}",
        "Check -Region, -EndpointUrl, $env:AWS_ENDPOINT_URL_SSM, and the network or proxy between here and there.")
    { IsRetryable = true, Cause = cause });

    public static ConnectionLostException Lost(ErrorContext context, Exception cause) => new(new(
        ErrorCode.ConnectionLost, ConnectionError,
        $"The connection to {context.Origin.Endpoint} broke before {context.Operation} was answered: "
            + $"{Innermost(cause)}{context.MayHaveRunNote}",
        context.BeforeRepeating)
    { IsRetryable = true, MayHaveRun = context.MayHaveRun, Cause = cause });

    public static RequestTimeoutException Timeout(ErrorContext context, Exception cause) => new(new(
        ErrorCode.RequestTimeout, OperationTimeout,
        $"{context.Origin.Endpoint} did not answer {context.Operation} in time.{context.MayHaveRunNote}",
        context.BeforeRepeating)
    { IsRetryable = true, MayHaveRun = context.MayHaveRun, Cause = cause });

    public static RequestTimeoutException Unanswered(ErrorContext context, Exception cause) => new(new(
        ErrorCode.RequestTimeout, OperationTimeout,
        $"Stopped before {context.Origin.Endpoint} answered.{context.MayHaveRunNote}",
        ErrorContext.CheckFirst)
    { MayHaveRun = true, Cause = cause });

    public static InvalidReplyException InvalidReply(ErrorContext context, int? status, Exception cause) => new(new(
        ErrorCode.InvalidReply, ProtocolError,
        $"The answer of {context.Origin.Endpoint} to {context.Operation} is not what Systems Manager answers"
            + (status is { } code ? $" (HTTP {code})" : "") + "." + context.MayHaveRunNote,
        "Check -EndpointUrl and any proxy in between. " + context.BeforeRepeating)
    { HttpStatusCode = status, MayHaveRun = context.MayHaveRun, Cause = cause });

    /// <param name="context">What was being done.</param>
    /// <param name="why">What shows that the answer is that to another request, as a clause.</param>
    public static InvalidReplyException MismatchedReply(ErrorContext context, string why) => new(new(
        ErrorCode.InvalidReply, ProtocolError,
        $"The answer of {context.Origin.Endpoint} to {context.Operation} is not the one to this call: {why}.{context.MayHaveRunNote}",
        "Check any proxy in between: it gives one call the answer of another. " + context.BeforeRepeating)
    { HttpStatusCode = 200, MayHaveRun = context.MayHaveRun });

    private static NoCredentialsException Unusable(string message, string recommendation, Exception? cause = null) => new(new(
        ErrorCode.NoCredentials, AuthenticationError, message, recommendation)
    { Cause = cause });

    private static string Innermost(Exception exception) => Sentence(exception.GetBaseException());

    // What failed, and why. What is between is the SDK's own machinery.
    private static string Causes(Exception exception) =>
        string.Join(' ', new[] { exception, exception.GetBaseException() }.Select(Sentence).Distinct());

    private static string Sentence(Exception exception)
    {
        var message = exception.Message.ReplaceLineEndings(" ").Trim();
        return message.EndsWith('.') ? message : message + ".";
    }
}
