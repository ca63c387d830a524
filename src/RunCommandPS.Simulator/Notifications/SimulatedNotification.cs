namespace RunCommandPS.Simulator;

/// <summary>A notification that SNS would have published.</summary>
/// <param name="TopicArn">The topic.</param>
/// <param name="Subject">Subject of the message.</param>
/// <param name="Message">The message: JSON, member for member as the service writes it.</param>
/// <param name="Time">When, on the simulator's clock.</param>
public sealed record SimulatedNotification(string TopicArn, string Subject, string Message, DateTimeOffset Time)
{
    /// <summary>The command it is about.</summary>
    public string CommandId { get; init; } = "";

    /// <summary>The node it is about; empty if it is about the command as a whole.</summary>
    public string InstanceId { get; init; } = "";

    /// <summary>The status it reports, one of <see cref="ServiceValues.NotificationEvents"/>.</summary>
    public string Status { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Message;
}
