namespace RunCommandPS.Errors;

/// <summary>
/// The error of a send whose answer was lost, with the result of the search for its command. Each has the type and code of the first error.
/// </summary>
internal static class LostAnswerErrors
{
    /// <summary>Several commands may be the one that was looked for.</summary>
    /// <param name="error">What the send failed with.</param>
    /// <param name="commands">The commands.</param>
    public static RunCommandException Several(RunCommandException error, IReadOnlyList<Command> commands)
    {
        var ids = string.Join(", ", commands);
        return Again(
            error,
            $"{commands.Count} commands could be the one that was sent, and nothing distinguishes them: {ids}.",
            $"Look at {ids} with Get-RunCommandInvocation before sending it again.");
    }

    /// <summary>The caller is not allowed to look for it.</summary>
    /// <param name="error">What the send failed with.</param>
    public static RunCommandException NotAllowed(RunCommandException error) => Again(
        error,
        "This module would look for the command itself, but ssm:ListCommands is not allowed.",
        $"{error.Recommendation} Ask for the ssm:ListCommands permission.");

    private static RunCommandException Again(RunCommandException error, string note, string recommendation)
    {
        var detail = new ErrorDetail(error.Code, error.Kind, $"{error.Message} {note}", recommendation)
        {
            ServiceMessage = error.ServiceMessage,
            HttpStatusCode = error.HttpStatusCode,
            RequestId = error.RequestId,
            IsRetryable = error.IsRetryable,
            MayHaveRun = error.MayHaveRun,
            Cause = error.InnerException,
        };
        return error switch
        {
            ConnectionLostException => new ConnectionLostException(detail),
            RequestTimeoutException => new RequestTimeoutException(detail),
            InvalidReplyException => new InvalidReplyException(detail),
            _ => ErrorCatalog.Make(detail),
        };
    }
}
