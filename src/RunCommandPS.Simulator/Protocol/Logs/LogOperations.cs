using System.Globalization;
using System.Text.Json;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Notifications;
using RunCommandPS.Simulator.Protocol.Operations;

namespace RunCommandPS.Simulator.Protocol.Logs;

/// <summary>DescribeLogStreams, GetLogEvents and FilterLogEvents over the streams that commands wrote.</summary>
/// <remarks>Source: the API reference of CloudWatch Logs, version 2014-03-28. A group is there once a command has written to it.</remarks>
internal sealed class LogOperations(LogStreamStore store, string accountId, string region)
{
    private const int DefaultStreams = 50;
    private const int DefaultEvents = 10_000;

    private readonly string _arnPrefix = $"arn:aws:logs:{region}:{accountId}:log-group:";

    public IReadOnlyList<Operation> All =>
    [
        new(OtherOperations.DescribeLogStreams, LogShapes.DescribeLogStreams, Describe),
        new(OtherOperations.GetLogEvents, LogShapes.GetLogEvents, Get),
        new(OtherOperations.FilterLogEvents, LogShapes.FilterLogEvents, Filter),
    ];

    private static ServiceException Invalid(string message) => new(OwnerErrorCode.InvalidParameter, message);

    private static DateTimeOffset LastTime(SimulatedLogStream stream) => stream.Events[^1].Time;

    // The position of an item in a list, as a text with the same sort order.
    private static string Place(DateTimeOffset time, string rest) =>
        string.Create(CultureInfo.InvariantCulture, $"{time.ToUnixTimeMilliseconds():D19} {rest}");

    private static bool IsWithin(JsonElement body, SimulatedLogEvent one) =>
        one.Time.ToUnixTimeMilliseconds() is var time
            && time >= (body.Long("startTime") ?? 0)
            && time < (body.Long("endTime") ?? long.MaxValue);

    private string GroupOf(JsonElement body)
    {
        var (name, identifier) = (body.Text("logGroupName"), body.Text("logGroupIdentifier"));
        if (name is null == identifier is null)
        {
            throw Invalid("Specify either logGroupName or logGroupIdentifier.");
        }

        return name ?? (identifier!.StartsWith(_arnPrefix, StringComparison.Ordinal) ? identifier[_arnPrefix.Length..] : identifier);
    }

    private List<SimulatedLogStream> StreamsOf(JsonElement body)
    {
        var group = GroupOf(body);
        var streams = store.Snapshot().Where(stream => stream.LogGroupName == group).ToList();
        return streams.Count > 0
            ? streams
            : throw new ServiceException(OwnerErrorCode.ResourceNotFound, "The specified log group does not exist.");
    }

    private void Describe(JsonElement body, Utf8JsonWriter writer)
    {
        var isByTime = body.Text("orderBy") == LogShapes.ByTime;
        var prefix = body.Text("logStreamNamePrefix");
        if (isByTime && prefix is not null)
        {
            throw Invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }

        var isDescending = body.Flag("descending") ?? false;
        var after = PageToken.Read(OtherOperations.DescribeLogStreams, body.Text("nextToken"));
        var found = StreamsOf(body).Where(stream => stream.LogStreamName.StartsWith(prefix ?? "", StringComparison.Ordinal))
            .Select(stream => (Stream: stream, Place: isByTime ? Place(LastTime(stream), stream.LogStreamName) : stream.LogStreamName))
            .Where(one => after is null || string.CompareOrdinal(one.Place, after) is var order && (isDescending ? order < 0 : order > 0));
        var limit = body.Number("limit") ?? DefaultStreams;
        var page = (isDescending
                ? found.OrderByDescending(one => one.Place, StringComparer.Ordinal)
                : found.OrderBy(one => one.Place, StringComparer.Ordinal))
            .Take(limit + 1).ToList();
        writer.WriteList("logStreams", page.Take(limit), (writer, one) => Write(writer, one.Stream));
        if (page.Count > limit)
        {
            writer.WriteString("nextToken", PageToken.Create(OtherOperations.DescribeLogStreams, page[limit - 1].Place));
        }
    }

    private void Write(Utf8JsonWriter writer, SimulatedLogStream stream)
    {
        writer.WriteString("logStreamName", stream.LogStreamName);
        writer.WriteNumber("creationTime", stream.Events[0].Time.ToUnixTimeMilliseconds());
        writer.WriteNumber("firstEventTimestamp", stream.Events[0].Time.ToUnixTimeMilliseconds());
        writer.WriteNumber("lastEventTimestamp", LastTime(stream).ToUnixTimeMilliseconds());
        writer.WriteNumber("lastIngestionTime", LastTime(stream).ToUnixTimeMilliseconds());
        writer.WriteString("arn", $"{_arnPrefix}{stream.LogGroupName}:log-stream:{stream.LogStreamName}");

        // The service no longer reports the size of streams.
        writer.WriteNumber("storedBytes", 0);
    }

    private void Get(JsonElement body, Utf8JsonWriter writer)
    {
        var name = body.Text("logStreamName")!;
        var stream = StreamsOf(body).Find(one => one.LogStreamName == name)
            ?? throw new ServiceException(OwnerErrorCode.ResourceNotFound, "The specified log stream does not exist.");
        var events = stream.Events.Where(one => IsWithin(body, one)).ToList();
        var limit = body.Number("limit") ?? DefaultEvents;
        var cursor = EventCursor.Read(body.Text("nextToken"))
            ?? (body.Flag("startFromHead") ?? false ? EventCursor.Start : EventCursor.End(events.Count));
        var (first, count) = cursor.Take(events, limit);
        writer.WriteList("events", events.Skip(first).Take(count), static (writer, one) =>
        {
            writer.WriteNumber("timestamp", one.Time.ToUnixTimeMilliseconds());
            writer.WriteString("message", one.Message);
            writer.WriteNumber("ingestionTime", one.Time.ToUnixTimeMilliseconds());
        });
        writer.WriteString("nextForwardToken", EventCursor.Forward(first + count).ToString());
        writer.WriteString("nextBackwardToken", EventCursor.Backward(first).ToString());
    }

    private void Filter(JsonElement body, Utf8JsonWriter writer)
    {
        var pattern = new FilterPattern(body.Text("filterPattern") ?? "");
        var after = PageToken.Read(OtherOperations.FilterLogEvents, body.Text("nextToken"));
        var found = Searched(body)
            .SelectMany(stream => stream.Events.Select((one, index) => (
                Stream: stream,
                Event: one,
                Place: Place(one.Time, string.Create(CultureInfo.InvariantCulture, $"{stream.LogStreamName} {index:D10}")))))
            .Where(one => IsWithin(body, one.Event) && pattern.Takes(one.Event.Message))
            .Where(one => after is null || string.CompareOrdinal(one.Place, after) > 0)
            .OrderBy(one => one.Place, StringComparer.Ordinal).ToList();
        var count = EventPage.Count(found.Select(one => one.Event), body.Number("limit") ?? DefaultEvents);
        writer.WriteList("events", found.Take(count), static (writer, one) =>
        {
            writer.WriteString("logStreamName", one.Stream.LogStreamName);
            writer.WriteNumber("timestamp", one.Event.Time.ToUnixTimeMilliseconds());
            writer.WriteString("message", one.Event.Message);
            writer.WriteNumber("ingestionTime", one.Event.Time.ToUnixTimeMilliseconds());
            writer.WriteString("eventId", EventId.Of(one.Stream, one.Place));
        });

        // The service no longer returns anything in it.
        writer.WriteStartArray("searchedLogStreams");
        writer.WriteEndArray();
        if (found.Count > count)
        {
            writer.WriteString("nextToken", PageToken.Create(OtherOperations.FilterLogEvents, found[count - 1].Place));
        }
    }

    private IEnumerable<SimulatedLogStream> Searched(JsonElement body)
    {
        var streams = StreamsOf(body);
        var (names, prefix) = (body.Texts("logStreamNames"), body.Text("logStreamNamePrefix"));
        if (names is not null && prefix is not null)
        {
            throw Invalid("Specify either logStreamNames or logStreamNamePrefix.");
        }

        return names?.Any(name => streams.TrueForAll(stream => stream.LogStreamName != name)) == true
            ? throw new ServiceException(OwnerErrorCode.ResourceNotFound, "The specified log stream does not exist.")
            : streams.Where(stream => names?.Contains(stream.LogStreamName, StringComparer.Ordinal)
                ?? stream.LogStreamName.StartsWith(prefix ?? "", StringComparison.Ordinal));
    }
}
