using RunCommandPS.Simulator.Storage;

namespace RunCommandPS.Simulator.Notifications;

/// <summary>Where commands leave something besides their responses.</summary>
internal sealed class OutputPlaces(IReadOnlyList<string> buckets)
{
    public ObjectStore Objects { get; } = new(buckets);

    public LogStreamStore Logs { get; } = new();

    public NotificationLog Notifications { get; } = new();
}
