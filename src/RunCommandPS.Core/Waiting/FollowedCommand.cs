using RunCommandPS.Model;

namespace RunCommandPS.Waiting;

/// <summary>A command that is followed: how it was last seen, and which of its nodes were reported.</summary>
internal sealed class FollowedCommand(Command command, TimeProvider timeProvider)
{
    // Reading the nodes of a command with thousands of them takes many calls, so it waits until part of them have ended, or for this long.
    private const int Parts = 10;
    private static readonly TimeSpan LongestUntold = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly bool _hadEnded = command.HasEnded;
    private long _lastRead = timeProvider.GetTimestamp();
    private long _lastMove = timeProvider.GetTimestamp();
    private long _ended = timeProvider.GetTimestamp();
    private int _completedAtRead;
    private int _visible;
    private bool _isClosing;
    private bool _isRead;

    /// <summary>The command as it was last seen.</summary>
    public Command Command { get; private set; } = command;

    /// <summary>Whether reading its nodes would tell anything new.</summary>
    public bool IsWorthReading
    {
        get
        {
            if (Command.HasEnded)
            {
                return _told.Count < Nodes;
            }

            var untold = Command.CompletedCount - _told.Count;
            return untold > 0
                && (timeProvider.GetElapsedTime(_lastRead) >= LongestUntold
                    || (IsNews && (Nodes <= ServiceLimits.PageSizeMaximum || untold * Parts >= Nodes)));
        }
    }

    /// <summary>Whether it has ended and its nodes were reported, as far as the service reports them.</summary>
    public bool IsDone => Command.HasEnded && (_told.Count >= Nodes || (_isClosing && _isRead));

    /// <summary>The nodes that were not reported.</summary>
    public UnseenNodes Unseen => _told.Count >= Command.TargetCount
        ? UnseenNodes.None
        : new UnseenNodes(Command.TargetCount - _told.Count, Command.InstanceIds.Where(id => !_told.Contains(id)).ToArray());

    /// <summary>The nodes that were not reported yet, as far as they were named.</summary>
    public IEnumerable<string> Left => Command.InstanceIds.Where(id => !_told.Contains(id));

    // The service's own count can be behind what it shows.
    private int Nodes => Math.Max(Command.TargetCount, _visible);

    // What the counters have and the pages do not is not requested over and over: it appears soon, or may stay hidden for long.
    private bool IsNews =>
        Command.CompletedCount != _completedAtRead || timeProvider.GetElapsedTime(_lastMove) < WaitOptions.VisibilityWindow;

    /// <summary>
    /// Starts a poll. What the service has not shown this long after the end, it will not show: a node that was never reachable can stay
    /// unknown. So the poll that comes after that time is the last, if its pages can be read.
    /// </summary>
    public void BeginPoll()
    {
        _isRead = false;
        _isClosing = Command.HasEnded
            && (timeProvider.GetElapsedTime(_ended) >= WaitOptions.VisibilityWindow
                || (_hadEnded
                    && ServiceTime.LeastAge(Command.RequestedDateTime, timeProvider.GetUtcNow()) >= WaitOptions.VisibilityWindow));
    }

    /// <summary>Takes note of how the command is now.</summary>
    /// <param name="now">The command.</param>
    /// <returns>Whether anything has changed.</returns>
    public bool See(Command now)
    {
        var moved = now.CompletedCount != Command.CompletedCount || now.Status != Command.Status || now.TargetCount != Command.TargetCount;
        if (now.CompletedCount != Command.CompletedCount)
        {
            _lastMove = timeProvider.GetTimestamp();
        }

        if (now.HasEnded && !Command.HasEnded)
        {
            _ended = timeProvider.GetTimestamp();
        }

        Command = now;
        return moved;
    }

    /// <summary>Takes note of how a node is now.</summary>
    /// <param name="invocation">The node's invocation.</param>
    /// <returns>Whether to report it: it has ended, or will never be seen to end, and was not reported before.</returns>
    public bool Report(CommandInvocation invocation) => (invocation.HasEnded || _isClosing) && _told.Add(invocation.InstanceId);

    /// <summary>All pages were read.</summary>
    /// <param name="nodes">The nodes on them.</param>
    public void EndRead(int nodes)
    {
        _lastRead = timeProvider.GetTimestamp();
        _completedAtRead = Command.CompletedCount;
        _visible = nodes;
        _isRead = true;
    }
}
