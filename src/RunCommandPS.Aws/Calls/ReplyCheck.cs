using RunCommandPS.Errors;
using RunCommandPS.Sending;

namespace RunCommandPS.Aws.Calls;

/// <summary>
/// Compares a response with its request. A proxy or a load balancer that mixes up its connections returns one caller's response to
/// another, and another caller's command would be followed, counted and cancelled in place of one's own.
/// </summary>
internal static class ReplyCheck
{
    /// <summary>
    /// Ensures that a command is the one that was sent. A member that the response lacks is not compared: older and other services leave
    /// some out.
    /// </summary>
    /// <param name="request">What was sent.</param>
    /// <param name="command">What was returned.</param>
    /// <param name="context">What was being done.</param>
    /// <exception cref="InvalidReplyException">It is a different one, or none.</exception>
    public static Command Sent(SendCommandRequest request, Command command, ErrorContext context) =>
        command.CommandId.Length == 0 ? throw ConnectionErrors.MismatchedReply(context, "it has no command id")
        : command.DocumentName.Length > 0 && !CommandMatch.IsDocument(request.DocumentName, command.DocumentName) ?
            throw ConnectionErrors.MismatchedReply(context, $"it is for a command that runs {command.DocumentName}")
        : command.Comment.Length > 0 && !CommandMatch.IsComment(request, command) ?
            throw ConnectionErrors.MismatchedReply(context, "it is for a command with another comment")
        : !AreNodes(request, command) ? throw ConnectionErrors.MismatchedReply(context, "it is for a command on other nodes")
        : command;

    /// <summary>Ensures that what was read has the requested ids.</summary>
    /// <param name="asked">The requested id; null if there was none.</param>
    /// <param name="answered">The ids that were returned.</param>
    /// <param name="context">What was being done.</param>
    /// <exception cref="InvalidReplyException">It has different ones.</exception>
    public static void Read(string? asked, IEnumerable<string?> answered, ErrorContext context)
    {
        bool IsOther(string? id) => !string.IsNullOrEmpty(id) && !string.Equals(id, asked, StringComparison.OrdinalIgnoreCase);
        if (asked is not null && answered.FirstOrDefault(IsOther) is { } other)
        {
            throw ConnectionErrors.MismatchedReply(context, $"it is about {other}, but {asked} was requested");
        }
    }

    private static bool AreNodes(SendCommandRequest request, Command command) =>
        (command.InstanceIds.Count == 0 && command.Targets.Count == 0) || CommandMatch.AreNodes(request, command);
}
