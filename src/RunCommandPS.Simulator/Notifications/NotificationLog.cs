namespace RunCommandPS.Simulator.Notifications;

/// <summary>The newest notifications, up to a fixed number.</summary>
internal sealed class NotificationLog
{
    /// <summary>Most notifications kept.</summary>
    public const int MaximumCount = 10_000;

    private readonly Queue<SimulatedNotification> _notifications = new();

    public void Add(SimulatedNotification notification)
    {
        lock (_notifications)
        {
            _notifications.Enqueue(notification);
            if (_notifications.Count > MaximumCount)
            {
                _notifications.Dequeue();
            }
        }
    }

    public IReadOnlyList<SimulatedNotification> Snapshot()
    {
        lock (_notifications)
        {
            return Array.AsReadOnly(_notifications.ToArray());
        }
    }
}
