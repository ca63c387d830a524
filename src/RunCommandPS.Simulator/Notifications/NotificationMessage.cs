using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Notifications;

/// <summary>Writes notifications in the words of the service.</summary>
/// <remarks>Source: the samples in the user guide, and messages that others have published.</remarks>
internal static class NotificationMessage
{
    public static SimulatedNotification Of(CommandState command, string region, DateTimeOffset now)
    {
        var request = command.Request;
        var text = Text(writer =>
        {
            WriteHead(writer, command);
            writer.WriteStartArray("instanceIds");
            foreach (var id in request.InstanceIds ?? [])
            {
                writer.WriteStringValue(id);
            }

            writer.WriteEndArray();
            writer.WriteString("requestedDateTime", Time(command.ToldRequested));
            writer.WriteString("expiresAfter", Time(command.ExpiresAfter + command.Skew));
            writer.WriteString("outputS3BucketName", request.OutputS3BucketName ?? "");
            writer.WriteString("outputS3KeyPrefix", request.OutputS3KeyPrefix ?? "");
            writer.WriteString("status", command.Status);
            writer.WriteString("eventTime", Time(now));
        });
        return New(command, instanceId: "", command.Status, region, text, now);
    }

    public static SimulatedNotification Of(InvocationState invocation, string region, DateTimeOffset now)
    {
        var command = invocation.Command;
        var text = Text(writer =>
        {
            WriteHead(writer, command);
            writer.WriteString("instanceId", invocation.Node.InstanceId);
            writer.WriteString("requestedDateTime", Time(command.ToldRequested));
            writer.WriteString("status", invocation.Status);
            writer.WriteString("detailedStatus", invocation.StatusDetails);
            writer.WriteString("eventTime", Time(now));
        });
        return New(command, invocation.Node.InstanceId, invocation.Status, region, text, now);
    }

    private static SimulatedNotification New(
        CommandState command, string instanceId, string status, string region, string text, DateTimeOffset now) =>
            new(command.Request.NotificationConfig!.NotificationArn, $"EC2 Run Command Notification {region}", text, now)
            {
                CommandId = command.CommandId,
                InstanceId = instanceId,
                Status = status,
            };

    private static void WriteHead(Utf8JsonWriter writer, CommandState command)
    {
        writer.WriteString("commandId", command.CommandId);
        writer.WriteString("documentName", command.Request.DocumentName);
    }

    // Milliseconds without trailing zeros.
    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    private static string Text(Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
