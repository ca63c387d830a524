using RunCommandPS.Simulator.Notifications;
using RunCommandPS.Simulator.Storage;

namespace RunCommandPS.Simulator.Service;

/// <summary>Where commands leave something besides their replies.</summary>
internal sealed class OutputPlaces(AccountSettings account)
{
    public ObjectStore Objects { get; } = new(account.Buckets);

    public LogStreamStore Logs { get; } = new();

    public NotificationLog Notifications { get; } = new();
}
