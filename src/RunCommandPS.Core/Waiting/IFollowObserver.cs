using RunCommandPS.Model;

namespace RunCommandPS.Waiting;

/// <summary>Is notified of everything that a follower sees. Nodes of several commands may be reported at the same time.</summary>
internal interface IFollowObserver : IPollObserver
{
    /// <summary>A node has ended, or is no longer expected to change. The invocation has its steps.</summary>
    ValueTask NodeEndedAsync(CommandInvocation invocation);

    /// <summary>A command has ended, and so have all its visible nodes.</summary>
    /// <param name="command">The command as it ended.</param>
    /// <param name="unseen">The nodes that the service never reported; their number is all that is known where <see
    /// cref="Command.InstanceIds"/> is empty.</param>
    ValueTask CommandEndedAsync(Command command, UnseenNodes unseen);

    /// <summary>A command is no longer followed, and has not ended.</summary>
    /// <param name="commandId">The command.</param>
    /// <param name="lastSeen">The command as it was last seen; null if it never was.</param>
    /// <param name="reason">Why.</param>
    /// <param name="unseen">The nodes that are not known to have ended.</param>
    ValueTask GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason, UnseenNodes unseen);
}
