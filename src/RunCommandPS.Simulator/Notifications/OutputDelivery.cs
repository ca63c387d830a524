using RunCommandPS.Simulator.Service;
using RunCommandPS.Simulator.Storage;

namespace RunCommandPS.Simulator.Notifications;

/// <summary>Delivers output to S3 and CloudWatch and notifications to SNS, if a command requests it.</summary>
internal sealed class OutputDelivery(OutputPlaces places, string region, Func<DateTimeOffset> now) : ICommandObserver
{
    public void CommandChanged(CommandState command)
    {
        if (NotificationRule.Asks(command, NotificationType.Command, command.Status))
        {
            places.Notifications.Add(NotificationMessage.Of(command, region, now()));
        }
    }

    public void InvocationChanged(InvocationState invocation)
    {
        if (NotificationRule.Asks(invocation.Command, NotificationType.Invocation, invocation.Status))
        {
            places.Notifications.Add(NotificationMessage.Of(invocation, region, now()));
        }
    }

    public void StepEnded(InvocationState invocation)
    {
        var request = invocation.Command.Request;
        var logs = request.CloudWatchOutputConfig is { CloudWatchOutputEnabled: true } config ? config : null;
        if (request.OutputS3BucketName is null && logs is null)
        {
            return;
        }

        var index = invocation.Steps.Length - 1;
        var result = invocation.Steps[index].Result!;
        foreach (var (stream, text) in (ReadOnlySpan<(string, string)>)
        [
            (OutputLocation.StandardOutput, result.StandardOutput), (OutputLocation.StandardError, result.StandardError),
        ])
        {
            // The agent does not upload an empty file or open a stream without data.
            if (text.Length == 0)
            {
                continue;
            }

            if (request.OutputS3BucketName is { } bucket)
            {
                places.Objects.Put(bucket, new StoredObject(OutputLocation.Key(invocation, index, stream), text, now()));
            }

            if (logs is not null)
            {
                places.Logs.Write(LogLocation.Group(invocation.Command, logs), LogLocation.Stream(invocation, index, stream), text, now());
            }
        }
    }
}
