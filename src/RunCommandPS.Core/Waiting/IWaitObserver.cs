namespace RunCommandPS.Waiting;

/// <summary>Is notified of what a wait sees.</summary>
internal interface IWaitObserver : IPollObserver
{
    /// <summary>A command has ended.</summary>
    ValueTask EndedAsync(Command command);

    /// <summary>A command is no longer waited for, and has not ended.</summary>
    ValueTask GivenUpAsync(string commandId, Command? lastSeen, RunCommandException reason);
}
