namespace RunCommandPS.Waiting;

/// <summary>Hears of everything a wait sees.</summary>
internal interface IWaitSink
{
    /// <summary>A command has ended.</summary>
    ValueTask EndedAsync(Command command);

    /// <summary>A command is no longer waited for, and has not ended.</summary>
    ValueTask GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason);

    /// <summary>A look is done.</summary>
    ValueTask LookedAsync(WaitProgress progress);
}

/// <summary>How far the commands of a wait are, all together.</summary>
/// <param name="Commands">Commands.</param>
/// <param name="Ended">Of them, those that have ended.</param>
/// <param name="Nodes">Nodes the commands are meant for, as far as that is known.</param>
/// <param name="Completed">Nodes that have ended, however they did.</param>
/// <param name="Failed">Of them, those that failed or timed out.</param>
/// <param name="Waited">Time waited so far.</param>
internal sealed record WaitProgress(int Commands, int Ended, int Nodes, int Completed, int Failed, TimeSpan Waited);
