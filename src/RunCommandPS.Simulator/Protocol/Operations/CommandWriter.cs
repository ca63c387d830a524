using System.Text.Json;
using System.Xml;

namespace RunCommandPS.Simulator.Protocol.Operations;

/// <summary>Writes commands and invocations, member for member as the service does.</summary>
internal static class CommandWriter
{
    public static void Write(Utf8JsonWriter writer, Command command)
    {
        writer.WriteString("CommandId", command.CommandId);
        writer.WriteString("DocumentName", command.DocumentName);
        writer.WriteString("DocumentVersion", command.DocumentVersion);
        writer.WriteString("Comment", command.Comment);
        writer.WriteTime("ExpiresAfter", command.ExpiresAfter);
        writer.WriteStartObject("Parameters");
        foreach (var (name, values) in command.Parameters)
        {
            writer.WriteTexts(name, values);
        }

        writer.WriteEndObject();
        writer.WriteTexts("InstanceIds", command.InstanceIds);
        writer.WriteList("Targets", command.Targets, static (writer, target) =>
        {
            writer.WriteString("Key", target.Key);
            writer.WriteTexts("Values", target.Values);
        });
        writer.WriteTime("RequestedDateTime", command.RequestedDateTime);
        writer.WriteString("Status", command.Status);
        writer.WriteString("StatusDetails", command.StatusDetails);
        writer.WriteString("OutputS3Region", command.OutputS3Region);
        writer.WriteString("OutputS3BucketName", command.OutputS3BucketName);
        writer.WriteString("OutputS3KeyPrefix", command.OutputS3KeyPrefix);
        writer.WriteString("MaxConcurrency", command.MaxConcurrency);
        writer.WriteString("MaxErrors", command.MaxErrors);
        writer.WriteNumber("TargetCount", command.TargetCount);
        writer.WriteNumber("CompletedCount", command.CompletedCount);
        writer.WriteNumber("ErrorCount", command.ErrorCount);
        writer.WriteNumber("DeliveryTimedOutCount", command.DeliveryTimedOutCount);
        writer.WriteString("ServiceRole", command.ServiceRole);
        WriteNotification(writer, command.NotificationConfig);
        WriteLogs(writer, command.CloudWatchOutputConfig);
        writer.WriteNumber("TimeoutSeconds", command.TimeoutSeconds ?? ServiceLimits.TimeoutSecondsDefault);
        writer.WriteStartObject("AlarmConfiguration");
        writer.WriteBoolean("IgnorePollAlarmFailure", command.AlarmConfiguration.IgnorePollAlarmFailure ?? false);
        writer.WriteList("Alarms", command.AlarmConfiguration.Alarms, static (writer, alarm) => writer.WriteString("Name", alarm.Name));
        writer.WriteEndObject();
        writer.WriteList("TriggeredAlarms", command.TriggeredAlarms, static (writer, alarm) =>
        {
            writer.WriteString("Name", alarm.Name);
            writer.WriteString("State", alarm.State);
        });
    }

    public static void Write(Utf8JsonWriter writer, CommandInvocation invocation)
    {
        writer.WriteString("CommandId", invocation.CommandId);
        writer.WriteString("InstanceId", invocation.InstanceId);
        writer.WriteString("InstanceName", invocation.InstanceName);
        writer.WriteString("Comment", invocation.Comment);
        writer.WriteString("DocumentName", invocation.DocumentName);
        writer.WriteString("DocumentVersion", invocation.DocumentVersion);
        writer.WriteTime("RequestedDateTime", invocation.RequestedDateTime);
        writer.WriteString("Status", invocation.Status);
        writer.WriteString("StatusDetails", invocation.StatusDetails);
        writer.WriteString("StandardOutputUrl", invocation.StandardOutputUrl);
        writer.WriteString("StandardErrorUrl", invocation.StandardErrorUrl);
        writer.WriteList("CommandPlugins", invocation.Steps, WriteStep);
        writer.WriteString("ServiceRole", invocation.ServiceRole);
        WriteNotification(writer, invocation.NotificationConfig);
        WriteLogs(writer, invocation.CloudWatchOutputConfig);
    }

    /// <summary>The response of GetCommandInvocation. Its status is the step's, as for the requested step.</summary>
    public static void WriteFull(Utf8JsonWriter writer, CommandInvocation invocation, CommandStep step)
    {
        writer.WriteString("CommandId", invocation.CommandId);
        writer.WriteString("InstanceId", invocation.InstanceId);
        writer.WriteString("Comment", invocation.Comment);
        writer.WriteString("DocumentName", invocation.DocumentName);
        writer.WriteString("DocumentVersion", invocation.DocumentVersion);
        writer.WriteString("PluginName", step.Name);
        writer.WriteNumber("ResponseCode", step.ResponseCode);

        WriteTimes(writer, step);
        writer.WriteString("Status", step.Status);
        writer.WriteString("StatusDetails", step.StatusDetails);
        writer.WriteString("StandardOutputContent", step.StandardOutput);
        writer.WriteString("StandardOutputUrl", step.StandardOutputUrl);
        writer.WriteString("StandardErrorContent", step.StandardError);
        writer.WriteString("StandardErrorUrl", step.StandardErrorUrl);
        WriteLogs(writer, invocation.CloudWatchOutputConfig);
    }

    // Seen in recordings: milliseconds at most, an end by whole seconds, and before the end neither start nor elapsed time.
    private static void WriteTimes(Utf8JsonWriter writer, CommandStep step)
    {
        DateTimeOffset? end = null;
        if (step is { ResponseStartDateTime: { } started, ResponseFinishDateTime: { } finished })
        {
            var elapsed = TimeSpan.FromMilliseconds(Math.Floor((finished - started).TotalMilliseconds));
            end = started + TimeSpan.FromSeconds(Math.Floor(elapsed.TotalSeconds));
            writer.WriteIsoTime("ExecutionStartDateTime", started);
            writer.WriteString("ExecutionElapsedTime", XmlConvert.ToString(elapsed));
        }

        writer.WriteIsoTime("ExecutionEndDateTime", end);
    }

    private static void WriteStep(Utf8JsonWriter writer, CommandStep step)
    {
        writer.WriteString("Name", step.Name);
        writer.WriteString("Status", step.Status);
        writer.WriteString("StatusDetails", step.StatusDetails);
        writer.WriteNumber("ResponseCode", step.ResponseCode);
        writer.WriteTime("ResponseStartDateTime", step.ResponseStartDateTime);
        writer.WriteTime("ResponseFinishDateTime", step.ResponseFinishDateTime);
        writer.WriteString("Output", step.Output);
        writer.WriteString("StandardOutputUrl", step.StandardOutputUrl);
        writer.WriteString("StandardErrorUrl", step.StandardErrorUrl);
        writer.WriteString("OutputS3Region", step.OutputS3Region);
        writer.WriteString("OutputS3BucketName", step.OutputS3BucketName);
        writer.WriteString("OutputS3KeyPrefix", step.OutputS3KeyPrefix);
    }

    private static void WriteNotification(Utf8JsonWriter writer, NotificationConfig notification)
    {
        writer.WriteStartObject("NotificationConfig");
        writer.WriteString("NotificationArn", notification.NotificationArn);
        writer.WriteTexts("NotificationEvents", notification.NotificationEvents);
        writer.WriteString("NotificationType", notification.NotificationType);
        writer.WriteEndObject();
    }

    private static void WriteLogs(Utf8JsonWriter writer, CloudWatchOutputConfig logs)
    {
        writer.WriteStartObject("CloudWatchOutputConfig");
        writer.WriteString("CloudWatchLogGroupName", logs.CloudWatchLogGroupName);
        writer.WriteBoolean("CloudWatchOutputEnabled", logs.CloudWatchOutputEnabled ?? false);
        writer.WriteEndObject();
    }
}
