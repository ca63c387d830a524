namespace RunCommandPS.Transformation;

/// <summary>Reads a whole request from a hashtable or JSON object with the members of the API's SendCommand.</summary>
internal static class RequestReader
{
    private static readonly string[] Telling = ["DocumentName", "Targets", "Target", "Parameters", "Parameter"];

    /// <summary>Whether an object with these members is a request rather than a node, or a command that was sent.</summary>
    public static bool IsRequest(Dictionary<string, object?> members) =>
        Telling.Any(members.ContainsKey) && !members.ContainsKey("CommandId");

    /// <summary>Reads a request.</summary>
    /// <param name="value">A dictionary or a bag of properties.</param>
    /// <returns>The request; members that are missing are null.</returns>
    /// <exception cref="InvalidInputException">A member is unknown or has a value that is not valid.</exception>
    public static SendCommandRequest Read(object value)
    {
        var members = MemberReader.Of("SendCommand", value);
        var request = new SendCommandRequest
        {
            DocumentName = members.Text("DocumentName") ?? "",
            DocumentVersion = members.Text("DocumentVersion") is { } version
                ? DocumentVersionTransformationAttribute.Canonical(version)
                : null,
            DocumentHash = members.Text("DocumentHash"),
            DocumentHashType = members.Text("DocumentHashType") is { } type
                ? ServiceValues.Canonical(type, ServiceValues.DocumentHashTypes)
                : null,
            InstanceIds = NullIfNone(members.Texts("InstanceIds", "InstanceId")),
            Targets = members.Take("Targets", "Target") is { } targets ? NullIfNone(StructureReader.Targets(targets)) : null,
            Parameters = members.Take("Parameters", "Parameter") is { } parameters ? ParameterValues.Convert(parameters) : null,
            Comment = members.Text("Comment"),
            TimeoutSeconds = members.Seconds("TimeoutSeconds"),
            MaxConcurrency = members.Text("MaxConcurrency"),
            MaxErrors = members.Text("MaxErrors"),
            OutputS3BucketName = members.Text("OutputS3BucketName"),
            OutputS3KeyPrefix = members.Text("OutputS3KeyPrefix"),
            OutputS3Region = members.Text("OutputS3Region"),
            ServiceRoleArn = members.Text("ServiceRoleArn"),
            NotificationConfig = members.Take("NotificationConfig") is { } notification ? StructureReader.Notification(notification) : null,
            CloudWatchOutputConfig = members.Take("CloudWatchOutputConfig") is { } output ? StructureReader.CloudWatch(output) : null,
            AlarmConfiguration = members.Take("AlarmConfiguration") is { } alarms ? StructureReader.Alarms(alarms) : null,
        };
        members.Finish();
        return request;
    }

    // An empty list in JSON means the same as a missing one.
    private static IReadOnlyList<T>? NullIfNone<T>(IReadOnlyList<T>? list) => list is { Count: > 0 } ? list : null;
}
