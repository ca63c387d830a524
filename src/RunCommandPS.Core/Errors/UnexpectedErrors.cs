using static RunCommandPS.ErrorKind;

namespace RunCommandPS.Errors;

/// <summary>Errors that this module did not foresee.</summary>
internal static class UnexpectedErrors
{
    public static UnexpectedErrorException Of(Exception cause) => new(new(
        ErrorCode.UnexpectedError, InvalidOperation,
        $"Unexpected error: {cause.Message.TrimEnd('.')}.",
        "Please report it, with the output of $Error[0].Exception.ToString().")
    { Cause = cause });
}
