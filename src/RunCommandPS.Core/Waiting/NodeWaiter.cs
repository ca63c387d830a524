using RunCommandPS.Reading;

namespace RunCommandPS.Waiting;

/// <summary>Waits until nodes are managed and online, with few calls: two pages of DescribeInstanceInformation for a hundred ids.</summary>
/// <param name="service">The service.</param>
/// <param name="goal">Which nodes, and how many of them.</param>
/// <param name="timeout">The longest wait.</param>
/// <param name="interval">The caller's own time between two polls; null to adapt.</param>
/// <param name="observer">Is notified of everything.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class NodeWaiter(
    IRunCommandService service, NodeGoal goal, TimeSpan timeout, TimeSpan? interval, INodeWaitObserver observer, TimeProvider timeProvider)
{
    private readonly NodeReader _reader = new(service);
    private readonly PollingPace _pace = new(interval);
    private readonly ReadFailures _failures = new(timeProvider);
    private readonly HashSet<string> _online = new(StringComparer.Ordinal);
    private List<ManagedNode> _listed = [];
    private bool _hasAnswered;
    private bool _isOutageReported;

    /// <summary>Polls until enough nodes are online, or the time is up.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="RunCommandException">The service can't be called: no permission, no connection.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        while (!goal.IsMet(_online, _listed))
        {
            var calls = await PollAsync(cancellationToken).ConfigureAwait(false);
            var waited = timeProvider.GetElapsedTime(started);
            await ReportAsync(waited).ConfigureAwait(false);
            if (goal.IsMet(_online, _listed))
            {
                return;
            }

            if (waited >= timeout)
            {
                var missing = goal.Missing(_online, _listed);
                await observer.GivenUpAsync(missing, NodeWaitErrors.TimedOut(goal, missing, Totals.Online, timeout, _failures.Last))
                    .ConfigureAwait(false);
                return;
            }

            await Task.Delay(Pause(waited, calls), timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private (int Nodes, int Online) Totals => goal.Totals(_online, _listed);

    private TimeSpan Pause(TimeSpan waited, int calls)
    {
        var pause = _pace.Next(waited);
        var least = interval is null ? InvocationFollower.TimePerCall * calls : TimeSpan.Zero;
        var left = timeout - waited;
        return new[] { new[] { pause, least }.Max(), left }.Min();
    }

    // Reports the nodes that are online now, and returns how many calls that took.
    private async Task<int> PollAsync(CancellationToken cancellationToken)
    {
        var question = goal.Question(_online);
        var listed = new List<ManagedNode>();
        try
        {
            await foreach (var node in _reader.NodesAsync(question, cancellationToken).ConfigureAwait(false))
            {
                _hasAnswered = true;
                listed.Add(node);
                if (NodeGoal.IsOnline(node) && _online.Add(node.InstanceId))
                {
                    await observer.OnlineAsync(node).ConfigureAwait(false);
                }
            }

            (_listed, _hasAnswered) = (listed, true);
            _failures.Clear();
        }
        catch (RunCommandException error) when (_failures.Tolerate(error, _hasAnswered))
        {
            _pace.SlowDown();
        }

        var parts = Math.Max(1, (question.InstanceIds.Count + ServiceLimits.FilterValuesMaximum - 1) / ServiceLimits.FilterValuesMaximum);
        return parts + (listed.Count / ServiceLimits.PageSizeMaximum);
    }

    private async Task ReportAsync(TimeSpan waited)
    {
        var (nodes, online) = Totals;
        var missing = goal.Missing(_online, _listed);
        await observer.PolledAsync(new WaitProgress(0, 0, nodes, online, 0, waited)
        {
            Left = missing.Count <= WaitProgress.MostNamed ? missing.Select(node => node.InstanceId).ToArray() : [],
        }).ConfigureAwait(false);
        if (_failures.Length < Outage.ReportedAfter)
        {
            _isOutageReported = false;
            return;
        }

        var left = (_hasAnswered ? ReadFailures.Limit : ReadFailures.LimitWithoutAnswer) - _failures.Length;
        await observer.UnansweredAsync(
            new Outage(service.Origin, _failures.Length, new[] { left, TimeSpan.Zero }.Max(), _failures.Last, !_isOutageReported)
            {
                MeansFor = "Nodes are polled",
            }).ConfigureAwait(false);
        _isOutageReported = true;
    }
}
