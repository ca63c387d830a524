using System.Collections;
using RunCommandPS.Sending;

namespace RunCommandPS.Transformation;

/// <summary>Reads what is the same for many runs: every member of a request except the document, its parameters and the nodes.</summary>
internal static class OptionReader
{
    /// <summary>The options as a request.</summary>
    /// <param name="options">Names of parameters, or of members of the API, and their values; null for none.</param>
    /// <returns>The request, without document and nodes.</returns>
    /// <exception cref="InvalidInputException">A name is unknown, or a value is not valid.</exception>
    public static SendCommandRequest Read(IDictionary? options)
    {
        if (options is null)
        {
            return new SendCommandRequest();
        }

        var members = MemberReader.Of("-Option", options);
        var request = new SendCommandRequest
        {
            OutputS3BucketName = members.Text("OutputS3BucketName"),
            OutputS3KeyPrefix = members.Text("OutputS3KeyPrefix"),
            OutputS3Region = members.Text("OutputS3Region"),
            ServiceRoleArn = members.Text("ServiceRoleArn"),
            NotificationConfig = RequestMembers.Notification(
                members.Take("NotificationConfig") is { } notification ? StructureReader.Notification(notification) : null,
                members.Text("NotificationArn"), members.Texts("NotificationEvent", "NotificationEvents"),
                members.Text("NotificationType")),
            CloudWatchOutputConfig = RequestMembers.CloudWatch(
                members.Take("CloudWatchOutputConfig") is { } output ? StructureReader.CloudWatch(output) : null,
                members.Text("CloudWatchLogGroupName"), members.Flag("CloudWatchOutputEnabled")),
            AlarmConfiguration = RequestMembers.Alarm(
                members.Take("AlarmConfiguration") is { } alarms ? StructureReader.Alarms(alarms) : null,
                members.Text("AlarmName"), members.Flag("IgnorePollAlarmFailure")),
            Comment = members.Text("Comment"),
            TimeoutSeconds = members.Seconds("TimeoutSeconds"),
            MaxConcurrency = members.Text("MaxConcurrency"),
            MaxErrors = members.Text("MaxErrors", "MaxError"),
        };
        members.Finish();
        return request;
    }
}
