namespace RunCommandPS.Waiting;

/// <summary>Is notified of the progress of polling.</summary>
internal interface IPollObserver
{
    /// <summary>A poll is done, or takes so long that its progress is worth showing. Never called twice at a time.</summary>
    ValueTask PolledAsync(WaitProgress progress);

    /// <summary>
    /// Nothing can be read for some time. It is reported repeatedly while it lasts, in addition to whatever else is reported.
    /// </summary>
    ValueTask UnansweredAsync(Outage outage);
}

/// <summary>The overall progress of the commands of a wait.</summary>
/// <param name="Commands">Commands.</param>
/// <param name="Ended">Of them, those that have ended.</param>
/// <param name="Nodes">Nodes that the commands are meant for, as far as this is known.</param>
/// <param name="Completed">Nodes that have ended, however they did.</param>
/// <param name="Failed">Of them, those that failed or timed out.</param>
/// <param name="Waited">Time waited so far.</param>
internal sealed record WaitProgress(int Commands, int Ended, int Nodes, int Completed, int Failed, TimeSpan Waited)
{
    /// <summary>How many nodes are few enough to be named.</summary>
    public const int MostNamed = 3;

    /// <summary>The nodes that have not ended, if they are few and known; otherwise empty.</summary>
    public IReadOnlyList<string> Left { get; init; } = [];
}
