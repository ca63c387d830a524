using RunCommandPS.Sending;

namespace RunCommandPS;

/// <summary>The error of a send whose answer was lost, with what came of looking for its command.</summary>
internal static class LostAnswerErrors
{
    /// <summary>The error, once its command was looked for in vain.</summary>
    /// <param name="error">What the send failed with.</param>
    /// <param name="search">What came of the search.</param>
    /// <returns>An error of the same type and code; the same one where there is nothing to add.</returns>
    public static RunCommandException NotFound(RunCommandException error, LostSearch search) => search switch
    {
        { Several: { Count: > 1 } several } => Again(
            error,
            $"{several.Count} commands may be it, and nothing tells them apart: {Ids(several)}.",
            $"Look at {Ids(several)} with Get-RunCommandInvocation before sending it again."),
        { IsRefused: true } => Again(
            error,
            "This module looks for such a command by itself where ssm:ListCommands is allowed, which it is not.",
            $"{error.Recommendation} Ask for permission for ssm:ListCommands."),
        _ => error,
    };

    private static string Ids(IEnumerable<Command> commands) => string.Join(", ", commands.Select(command => command.CommandId));

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
