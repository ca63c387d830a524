using static RunCommandPS.ErrorKind;

namespace RunCommandPS.Errors;

/// <summary>Errors in the caller's input, found before anything is sent.</summary>
internal static class InputErrors
{
    public static InvalidInputException Input(string message, string recommendation) =>
        new(new(ErrorCode.InvalidInput, InvalidArgument, message, recommendation));

    public static InvalidParameterValueException Value(string message, string recommendation) =>
        new(new(ErrorCode.InvalidParameterValue, InvalidArgument, message, recommendation));

    public static SecretParameterValueException Secret(string parameter, string type) => new(new(
        ErrorCode.SecretParameterValue, InvalidArgument,
        $"The value of parameter '{parameter}' is a {type}. Parameters are stored in clear text with the command, "
            + "where everyone who can list commands can read them.",
        "Store the secret in Parameter Store or Secrets Manager and let the script on the node read it, or refer to it as {{ssm:name}}."));
}
