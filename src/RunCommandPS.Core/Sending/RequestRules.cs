namespace RunCommandPS.Sending;

/// <summary>
/// The API's rules for a request, checked before it is sent. What cmdlet parameters check by attribute is checked here again
/// for whole requests from the pipeline.
/// </summary>
internal static class RequestRules
{
    /// <summary>What is wrong with a request, in plain words.</summary>
    /// <param name="request">The request, with its nodes.</param>
    /// <returns>One sentence for every rule that is broken; none for a request that can be sent.</returns>
    public static IEnumerable<string> Violations(SendCommandRequest request) => ViolationsButNodes(request).Concat(Nodes(request));

    /// <summary>What is wrong with a request whose nodes have not arrived yet.</summary>
    /// <param name="request">The request.</param>
    /// <returns>One sentence for every rule that is broken.</returns>
    public static IEnumerable<string> ViolationsButNodes(SendCommandRequest request) =>
        Document(request).Concat(Limits(request)).Concat(Structures(request));

    private static IEnumerable<string> Document(SendCommandRequest request)
    {
        if (!SpecPattern.IsMatch(request.DocumentName, ServiceLimits.DocumentNamePattern))
        {
            yield return request.DocumentName.Length == 0
                ? "DocumentName is missing."
                : $"DocumentName '{request.DocumentName}' is not 3 to 128 letters, digits or _ - . : / characters.";
        }

        if (request.DocumentVersion is { } version && !SpecPattern.IsMatch(version, ServiceLimits.DocumentVersionPattern))
        {
            yield return $"DocumentVersion '{version}' is not $LATEST, $DEFAULT or a whole number of at least 1.";
        }

        if (request.DocumentHash?.Length > ServiceLimits.DocumentHashMaximumLength)
        {
            yield return $"DocumentHash has {request.DocumentHash.Length} characters; "
                + $"{ServiceLimits.DocumentHashMaximumLength} are allowed.";
        }

        if (request.DocumentHashType is { } type && !ServiceValues.DocumentHashTypes.Contains(type))
        {
            yield return OneOf("DocumentHashType", type, ServiceValues.DocumentHashTypes);
        }
    }

    private static IEnumerable<string> Nodes(SendCommandRequest request)
    {
        if (request.InstanceIds is { Count: > 0 } && request.Targets is { Count: > 0 })
        {
            yield return "Both node ids and targets are specified; a command takes one or the other.";
        }

        if (request.InstanceIds is not { Count: > 0 } && request.Targets is not { Count: > 0 })
        {
            yield return "Neither node ids nor targets are specified.";
        }

        foreach (var id in request.InstanceIds ?? [])
        {
            if (!SpecPattern.IsMatch(id, ServiceLimits.InstanceIdPattern))
            {
                yield return $"'{id}' is not a node id: i- or mi- and 17 letters or digits (i- also 8).";
            }
        }

        if (request.Targets?.Count > ServiceLimits.TargetsMaximum)
        {
            yield return $"{request.Targets.Count} targets are specified; {ServiceLimits.TargetsMaximum} are allowed.";
        }

        foreach (var violation in (request.Targets ?? []).SelectMany(TargetRules.Violations))
        {
            yield return violation;
        }
    }

    private static IEnumerable<string> Limits(SendCommandRequest request)
    {
        if (request.TimeoutSeconds is < ServiceLimits.TimeoutSecondsMinimum or > ServiceLimits.TimeoutSecondsMaximum)
        {
            yield return $"TimeoutSeconds {request.TimeoutSeconds} is not from {ServiceLimits.TimeoutSecondsMinimum} to "
                + $"{ServiceLimits.TimeoutSecondsMaximum}.";
        }

        if (request.MaxConcurrency is { } concurrency && !IsRate(concurrency, ServiceLimits.MaxConcurrencyPattern))
        {
            yield return $"MaxConcurrency '{concurrency}' is neither a number of at least 1 nor a percentage from 1% to 100%.";
        }

        if (request.MaxErrors is { } errors && !IsRate(errors, ServiceLimits.MaxErrorsPattern))
        {
            yield return $"MaxErrors '{errors}' is neither a number of at least 0 nor a percentage from 0% to 100%.";
        }

        var lengths = new (string Member, string? Value, int Minimum, int Maximum)[]
        {
            (nameof(request.Comment), request.Comment, 0, ServiceLimits.CommentMaximumLength),
            (nameof(request.OutputS3BucketName), request.OutputS3BucketName, ServiceLimits.BucketNameMinimumLength,
                ServiceLimits.BucketNameMaximumLength),
            (nameof(request.OutputS3KeyPrefix), request.OutputS3KeyPrefix, 0, ServiceLimits.KeyPrefixMaximumLength),
            (nameof(request.OutputS3Region), request.OutputS3Region, ServiceLimits.S3RegionMinimumLength,
                ServiceLimits.S3RegionMaximumLength),
        };
        foreach (var (member, value, minimum, maximum) in lengths)
        {
            if (value is not null && (value.Length < minimum || value.Length > maximum))
            {
                yield return $"{member} has {value.Length} characters; {minimum} to {maximum} are allowed.";
            }
        }
    }

    private static IEnumerable<string> Structures(SendCommandRequest request)
    {
        if (request.NotificationConfig is { } notification)
        {
            foreach (var name in notification.NotificationEvents.Where(name => !ServiceValues.NotificationEvents.Contains(name)))
            {
                yield return OneOf("NotificationEvents", name, ServiceValues.NotificationEvents);
            }

            if (notification.NotificationType.Length > 0 && !ServiceValues.NotificationTypes.Contains(notification.NotificationType))
            {
                yield return OneOf("NotificationType", notification.NotificationType, ServiceValues.NotificationTypes);
            }
        }

        if (request.CloudWatchOutputConfig?.CloudWatchLogGroupName.Length > ServiceLimits.LogGroupNameMaximumLength)
        {
            yield return $"CloudWatchLogGroupName has {request.CloudWatchOutputConfig.CloudWatchLogGroupName.Length} characters; "
                + $"{ServiceLimits.LogGroupNameMinimumLength} to {ServiceLimits.LogGroupNameMaximumLength} are allowed.";
        }

        if (request.AlarmConfiguration is { } alarms)
        {
            if (alarms.Alarms.Count != ServiceLimits.AlarmsMaximum)
            {
                yield return $"The alarm configuration names {alarms.Alarms.Count} alarms; a command takes exactly one.";
            }

            foreach (var alarm in alarms.Alarms.Where(alarm => alarm.Name.Length > ServiceLimits.AlarmNameMaximumLength
                || !SpecPattern.IsMatch(alarm.Name, ServiceLimits.AlarmNamePattern)))
            {
                yield return $"'{alarm.Name}' is not an alarm name: {ServiceLimits.AlarmNameMinimumLength} to "
                    + $"{ServiceLimits.AlarmNameMaximumLength} characters, not only white space.";
            }
        }
    }

    private static bool IsRate(string rate, string pattern) =>
        rate.Length is >= ServiceLimits.RateMinimumLength and <= ServiceLimits.RateMaximumLength && SpecPattern.IsMatch(rate, pattern);

    private static string OneOf(string member, string value, IReadOnlyList<string> values) =>
        $"{member} '{value}' is not one of {string.Join(", ", values)}.";
}
