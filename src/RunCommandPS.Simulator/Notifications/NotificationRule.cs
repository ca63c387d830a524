using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Notifications;

/// <summary>Whether a notification is requested for a status.</summary>
/// <remarks>
/// Source: "Monitoring Systems Manager status changes using Amazon SNS notifications" in the user guide; recordings for what is left out.
/// </remarks>
internal static class NotificationRule
{
    public static bool Asks(CommandState command, string type, string status)
    {
        if (command.Request.NotificationConfig is not { NotificationArn.Length: > 0 } config)
        {
            return false;
        }

        // No type means Command, no events means all of them. Pending and Cancelling are not events.
        var wanted = config.NotificationType.Length > 0 ? config.NotificationType : NotificationType.Command;
        return wanted == type
            && status != NotificationEvent.All
            && ServiceValues.NotificationEvents.Contains(status)
            && (config.NotificationEvents.Count == 0
                || config.NotificationEvents.Contains(NotificationEvent.All)
                || config.NotificationEvents.Contains(status));
    }
}
