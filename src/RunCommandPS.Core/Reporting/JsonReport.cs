using System.Text.Json;

namespace RunCommandPS.Reporting;

/// <summary>A report as one object of JSON: summary, request and nodes. Text is as it was written.</summary>
internal static class JsonReport
{
    private static readonly JsonWriterOptions Form = new() { Indented = true };

    /// <summary>Writes a report.</summary>
    public static void Write(Report report, Stream target)
    {
        using var json = new Utf8JsonWriter(target, Form);
        json.WriteStartObject();
        json.WriteStartObject("summary");
        Summary(json, report);
        json.WriteEndObject();
        json.WriteStartObject("request");
        JsonReportRequest.Write(json, report);
        json.WriteEndObject();
        json.WriteStartArray("nodes");
        foreach (var node in report.Nodes)
        {
            json.WriteStartObject();
            Node(json, node);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Summary(Utf8JsonWriter json, Report report)
    {
        json.WriteString("title", report.Title);
        json.WriteString("name", report.Name);
        json.WriteString("rolloutId", report.RolloutId);
        json.WriteString("description", report.Description);
        json.WriteString("condition", report.Condition?.ToString());
        json.WriteString("runBy", report.RunBy);
        Moment(json, "startedAt", report.StartedAt);
        Time(json, "elapsedSeconds", report.Elapsed);
        json.WriteNumber("nodes", report.Total);
        json.WriteNumber("succeeded", report.Succeeded);
        json.WriteStartObject("verdicts");
        foreach (var (verdict, nodes) in report.Counts)
        {
            json.WriteNumber(verdict.ToString(), nodes);
        }

        json.WriteEndObject();
        Moment(json, "madeAt", report.MadeAt);
        json.WriteString("madeBy", report.MadeBy);
    }

    private static void Node(Utf8JsonWriter json, ReportNode node)
    {
        json.WriteString("instanceId", node.InstanceId);
        json.WriteString("name", node.Name);
        json.WriteString("region", node.Result.Region);
        json.WriteString("account", node.Result.Account);
        json.WriteNumber("wave", node.Wave);
        json.WriteString("verdict", node.Verdict.ToString());
        json.WriteString("status", node.Result.Status);
        json.WriteString("statusDetails", node.Result.StatusDetails);
        if (node.ExitCode is { } code)
        {
            json.WriteNumber("exitCode", code);
        }
        else
        {
            json.WriteNull("exitCode");
        }

        Moment(json, "startedAt", node.StartedAt);
        Moment(json, "endedAt", node.EndedAt);
        Time(json, "durationSeconds", node.Duration);
        json.WriteString("commandId", node.Result.CommandId);
        json.WriteString("lastErrorLine", node.LastLine);
        json.WriteStartArray("outputs");
        foreach (var output in node.Result.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("step", output.Step);
            json.WriteString("status", output.Status);
            json.WriteNumber("exitCode", output.ResponseCode);
            json.WriteString("standardOutput", output.StandardOutput);
            json.WriteString("standardError", output.StandardError);
            json.WriteBoolean("isTruncated", output.IsTruncated);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Moment(Utf8JsonWriter json, string name, DateTimeOffset? moment) =>
        json.WriteString(name, moment is { } at ? ReportNumber.Iso(at) : null);

    private static void Time(Utf8JsonWriter json, string name, TimeSpan? time)
    {
        json.WritePropertyName(name);
        if (time is { } known)
        {
            json.WriteRawValue(ReportNumber.Seconds(known));
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
