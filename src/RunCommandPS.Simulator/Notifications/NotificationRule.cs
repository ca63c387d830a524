using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Notifications;

/// <summary>Whether anybody wants to hear of a status.</summary>
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

        // No type is Command, no events are all of them. Pending and Cancelling are no events.
        var wanted = config.NotificationType.Length > 0 ? config.NotificationType : NotificationType.Command;
        return wanted == type
            && status != NotificationEvent.All
            && ServiceValues.NotificationEvents.Contains(status)
            && (config.NotificationEvents.Count == 0
                || config.NotificationEvents.Contains(NotificationEvent.All)
                || config.NotificationEvents.Contains(status));
    }
}
