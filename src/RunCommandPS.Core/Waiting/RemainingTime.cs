namespace RunCommandPS.Waiting;

/// <summary>How long a wait continues if nodes keep ending as fast as they did.</summary>
internal sealed class RemainingTime
{
    private int _completed;
    private TimeSpan _seen;

    /// <summary>The estimate after a poll. It runs down from the last node that ended.</summary>
    /// <param name="progress">The progress of the wait.</param>
    /// <returns>
    /// The time left; null while no node has ended, and once the next one is overdue: a node that can't be reached keeps no pace.
    /// </returns>
    public TimeSpan? After(WaitProgress progress)
    {
        if (progress.Completed != _completed)
        {
            (_completed, _seen) = (progress.Completed, progress.Waited);
        }

        var open = progress.Nodes - _completed;
        if (_completed == 0 || open <= 0)
        {
            return null;
        }

        var sinceLast = progress.Waited - _seen;
        var pace = _seen / _completed;
        return sinceLast > pace ? null : (pace * open) - sinceLast;
    }
}
