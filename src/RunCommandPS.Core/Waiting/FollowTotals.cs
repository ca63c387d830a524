namespace RunCommandPS.Waiting;

/// <summary>The counters of commands that are no longer followed, so that progress still counts them.</summary>
internal sealed class FollowTotals
{
    private int _ended;
    private int _nodes;
    private int _completed;
    private int _failed;

    /// <summary>Commands that were ever followed.</summary>
    public int Commands { get; set; }

    /// <summary>Counts a command that is no longer followed.</summary>
    public void Add(Command command)
    {
        _ended++;
        _nodes += command.TargetCount;
        _completed += command.CompletedCount;
        _failed += Failed(command);
    }

    /// <summary>The overall progress.</summary>
    /// <param name="open">The commands that are still followed.</param>
    /// <param name="waited">Time since the first.</param>
    public WaitProgress Progress(IEnumerable<FollowedCommand> open, TimeSpan waited)
    {
        var (nodes, completed, failed) = (_nodes, _completed, _failed);
        var left = new List<string>();
        foreach (var followed in open)
        {
            var command = followed.Command;
            left.AddRange(followed.Left.Take(WaitProgress.MostNamed + 1));
            nodes += command.TargetCount;
            completed += command.CompletedCount;
            failed += Failed(command);
        }

        return new WaitProgress(Commands, _ended, nodes, completed, failed, waited)
        {
            Left = left.Count <= WaitProgress.MostNamed && left.Count == nodes - completed ? left : [],
        };
    }

    private static int Failed(Command command) => command.ErrorCount + command.DeliveryTimedOutCount;
}
