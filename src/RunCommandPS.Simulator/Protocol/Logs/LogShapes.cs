using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Protocol.Logs;

/// <summary>Inputs of the operations. Source: the API reference of CloudWatch Logs, version 2014-03-28.</summary>
internal static class LogShapes
{
    public const string ByName = "LogStreamName";

    public const string ByTime = "LastEventTime";

    private static readonly Shape Group = Shape.Text(1, 512, @"[\.\-_/#A-Za-z0-9]+");
    private static readonly Shape GroupIdentifier = Shape.Text(1, 2048, @"[\w#+=/:,.@-]*");
    private static readonly Shape Stream = Shape.Text(1, 512, "[^:*]*");
    private static readonly Shape Token = Shape.Text(minimum: 1);
    private static readonly Shape EventLimit = Shape.Number(1, 10_000);

    public static Shape DescribeLogStreams { get; } = Shape.Structure(
        new("logGroupName", Group),
        new("logGroupIdentifier", GroupIdentifier),
        new("logStreamNamePrefix", Stream),
        new("orderBy", Shape.Text(values: [ByName, ByTime])),
        new("descending", Shape.Flag),
        new("nextToken", Token),
        new("limit", Shape.Number(1, 50)));

    public static Shape GetLogEvents { get; } = Shape.Structure(
        new("logGroupName", Group),
        new("logGroupIdentifier", GroupIdentifier),
        new("logStreamName", Stream, IsRequired: true),
        new("startTime", Shape.Long),
        new("endTime", Shape.Long),
        new("nextToken", Token),
        new("limit", EventLimit),
        new("startFromHead", Shape.Flag),
        new("unmask", Shape.Flag));

    public static Shape FilterLogEvents { get; } = Shape.Structure(
        new("logGroupName", Group),
        new("logGroupIdentifier", GroupIdentifier),
        new("logStreamNames", Shape.List(Stream, 1, 100)),
        new("logStreamNamePrefix", Stream),
        new("startTime", Shape.Long),
        new("endTime", Shape.Long),
        new("filterPattern", Shape.Text(maximum: 1024)),
        new("nextToken", Token),
        new("limit", EventLimit),
        new("interleaved", Shape.Flag),
        new("unmask", Shape.Flag));

    /// <summary>The words of CloudWatch Logs for errors of Systems Manager.</summary>
    public static ServiceException Own(ServiceException error) => error.Code switch
    {
        ErrorCode.ValidationException => new ServiceException(OwnerErrorCode.InvalidParameter, error.Message),
        ErrorCode.InvalidNextToken => new ServiceException(OwnerErrorCode.InvalidParameter, "The specified nextToken is invalid."),
        _ => error,
    };
}
