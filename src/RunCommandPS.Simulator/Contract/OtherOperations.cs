namespace RunCommandPS.Simulator.Contract;

/// <summary>Operations of services besides Systems Manager. A fault applies to them only if it names them.</summary>
internal static class OtherOperations
{
    public const string GetCallerIdentity = "GetCallerIdentity";

    public const string AssumeRole = "AssumeRole";

    public const string DescribeLogStreams = "DescribeLogStreams";

    public const string GetLogEvents = "GetLogEvents";

    public const string FilterLogEvents = "FilterLogEvents";

    public const string DescribeInstances = "DescribeInstances";

    public static IReadOnlyList<string> All { get; } =
    [
        .. StorageOperation.All, GetCallerIdentity, AssumeRole, DescribeLogStreams, GetLogEvents, FilterLogEvents, DescribeInstances,
    ];
}
