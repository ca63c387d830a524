using RunCommandPS.Sending;
using RunCommandPS.Waiting;

namespace RunCommandPS.Rollout;

/// <summary>Is notified of everything a run does: what is sent, its results, and what is not sent.</summary>
internal interface IFleetObserver : ISendObserver, IFollowObserver
{
    /// <summary>The run had to be given up, and some of its commands continue.</summary>
    /// <param name="commands">The commands that had not ended, as they were sent.</param>
    ValueTask LeftRunningAsync(IReadOnlyList<Command> commands);

    /// <summary>The run was stopped, and so was, as far as is known, one of its commands.</summary>
    /// <param name="command">The command as it was sent.</param>
    /// <param name="failure">Why the service could not be asked to stop it; null if it was.</param>
    ValueTask StoppedAsync(Command command, Exception? failure);
}
