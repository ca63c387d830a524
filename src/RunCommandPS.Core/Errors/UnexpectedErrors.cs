using static RunCommandPS.ErrorKind;

namespace RunCommandPS.Errors;

/// <summary>Errors that this module did not foresee.</summary>
internal static class UnexpectedErrors
{
    public static UnexpectedErrorException Of(Exception cause) => new(new(
        ErrorCode.UnexpectedError, InvalidOperation,
        $"An error that this module did not foresee: {cause.Message.TrimEnd('.')}.",
        "Please report it, with what $Error[0].Exception.ToString() shows.")
    { Cause = cause });
}
