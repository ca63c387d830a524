using RunCommandPS.Errors;
using RunCommandPS.Sending;

namespace RunCommandPS.Aws.Calls;

/// <summary>
/// Holds an answer against its request. A proxy or a load balancer that gets its connections mixed up gives one caller the answer of
/// another, and a command that is taken for somebody else's would be followed, counted and cancelled in its place.
/// </summary>
internal static class ReplyCheck
{
    /// <summary>
    /// Insists that a command is the one that was sent. A member that the answer lacks is not compared: older and other services leave
    /// some out.
    /// </summary>
    /// <param name="request">What was sent.</param>
    /// <param name="command">What was answered.</param>
    /// <param name="context">What was being done.</param>
    /// <exception cref="InvalidReplyException">It is another one, or none.</exception>
    public static Command Sent(SendCommandRequest request, Command command, ErrorContext context) =>
        command.CommandId.Length == 0 ? throw ConnectionErrors.MismatchedReply(context, "it has no command id")
        : command.DocumentName.Length > 0 && !CommandMatch.IsDocument(request.DocumentName, command.DocumentName) ?
            throw ConnectionErrors.MismatchedReply(context, $"it is for a command that runs {command.DocumentName}")
        : command.Comment.Length > 0 && !CommandMatch.IsComment(request, command) ?
            throw ConnectionErrors.MismatchedReply(context, "it is for a command with another comment")
        : !AreNodes(request, command) ? throw ConnectionErrors.MismatchedReply(context, "it is for a command on other nodes")
        : command;

    /// <summary>Insists that what was read has the ids that were asked for.</summary>
    /// <param name="asked">The id that was asked for; null if none was.</param>
    /// <param name="answered">The ids that were answered.</param>
    /// <param name="context">What was being done.</param>
    /// <exception cref="InvalidReplyException">It has others.</exception>
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
