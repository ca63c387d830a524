namespace RunCommandPS.Sending;

/// <summary>
/// Compares a command, as the service reports it, with a request: nothing in a command itself says which call made it.
/// </summary>
internal static class CommandMatch
{
    /// <summary>
    /// Whether a command is what a request asks for, in every member that the service reports. What the request leaves out is the
    /// service's own default, or nothing.
    /// </summary>
    public static bool Fits(SendCommandRequest request, Command command) =>
        IsDocument(request.DocumentName, command.DocumentName)
        && IsGivenOr(ServiceLimits.DefaultVersion, request.DocumentVersion, command.DocumentVersion)
        && IsComment(request, command)
        && AreNodes(request, command)
        && AreParameters(Given(request.Parameters), Given(command.Parameters))
        && IsTimeout(request.TimeoutSeconds, command.TimeoutSeconds)
        && IsGivenOr(ServiceLimits.MaxConcurrencyDefault, request.MaxConcurrency, command.MaxConcurrency)
        && IsGivenOr(ServiceLimits.MaxErrorsDefault, request.MaxErrors, command.MaxErrors)
        && ArePlaces(request, command);

    /// <summary>Whether a document is the one that was requested: it is named by its name or by an ARN that ends in it.</summary>
    public static bool IsDocument(string asked, string answered) =>
        asked == answered
        || asked.EndsWith("/" + answered, StringComparison.Ordinal) || answered.EndsWith("/" + asked, StringComparison.Ordinal);

    /// <summary>Whether the comment is the one that was specified.</summary>
    public static bool IsComment(SendCommandRequest request, Command command) => (request.Comment ?? "") == command.Comment;

    /// <summary>Whether the nodes, or the criteria for them, are those that were specified.</summary>
    public static bool AreNodes(SendCommandRequest request, Command command) =>
        request.InstanceIds is { Count: > 0 } ids ? ids.ToHashSet(StringComparer.Ordinal).SetEquals(command.InstanceIds)
        : Words(command.Targets).SetEquals(Words(request.Targets ?? []));

    private static bool IsTimeout(int? given, int? told) =>
        (told ?? ServiceLimits.TimeoutSecondsDefault) == (given ?? ServiceLimits.TimeoutSecondsDefault);

    // A parameter without values is as good as absent.
    private static Dictionary<string, IReadOnlyList<string>> Given(IReadOnlyDictionary<string, IReadOnlyList<string>>? parameters) =>
        (parameters ?? SendCommandRequest.NoParameters).Where(parameter => parameter.Value.Count > 0).ToDictionary(StringComparer.Ordinal);

    private static bool AreParameters(Dictionary<string, IReadOnlyList<string>> given, Dictionary<string, IReadOnlyList<string>> told) =>
        given.Count == told.Count
        && given.All(parameter => told.TryGetValue(parameter.Key, out var values) && values.SequenceEqual(parameter.Value));

    private static bool ArePlaces(SendCommandRequest request, Command command) =>
        (request.OutputS3BucketName ?? "") == command.OutputS3BucketName
        && (request.OutputS3KeyPrefix ?? "") == command.OutputS3KeyPrefix
        && (request.ServiceRoleArn ?? "") == command.ServiceRole
        && (request.NotificationConfig?.NotificationArn ?? "") == command.NotificationConfig.NotificationArn
        && IsLog(request.CloudWatchOutputConfig, command.CloudWatchOutputConfig)
        && Alarms(request.AlarmConfiguration).SetEquals(Alarms(command.AlarmConfiguration));

    // The service names a log group itself if none is specified.
    private static bool IsLog(CloudWatchOutputConfig? given, CloudWatchOutputConfig told) =>
        (given?.CloudWatchOutputEnabled ?? false) == (told.CloudWatchOutputEnabled ?? false)
        && (given is not { CloudWatchLogGroupName: { Length: > 0 } name } || name == told.CloudWatchLogGroupName);

    private static bool IsGivenOr(string usual, string? given, string told) =>
        told == given || ((given ?? usual) == usual && (told.Length == 0 || told == usual));

    private static HashSet<string> Alarms(AlarmConfiguration? alarms) =>
        alarms?.Alarms.Select(alarm => alarm.Name).ToHashSet(StringComparer.Ordinal) ?? [];

    private static HashSet<string> Words(IEnumerable<Target> targets) =>
        targets.SelectMany(target => target.Values.Select(value => $"{target.Key}={value}")).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
