namespace RunCommandPS.Waiting;

/// <summary>
/// When progress is worth a line of its own, if there is no progress bar: at every tenth of the nodes, but not one line after
/// another, and every minute in any case, so that a log shows that something is still happening.
/// </summary>
internal sealed class ProgressMilestones
{
    private const int Parts = 10;
    private static readonly TimeSpan LeastApart = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MostApart = TimeSpan.FromMinutes(1);

    private TimeSpan _last;
    private int _part;

    /// <summary>Whether this progress is worth a line.</summary>
    public bool IsReached(WaitProgress progress)
    {
        var part = progress.Nodes > 0 ? (int)((long)progress.Completed * Parts / progress.Nodes) : 0;
        var since = progress.Waited - _last;
        if (since < LeastApart || (part <= _part && since < MostApart))
        {
            return false;
        }

        (_last, _part) = (progress.Waited, part);
        return true;
    }
}
