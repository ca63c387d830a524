namespace RunCommandPS.Simulator;

/// <summary>A stream of CloudWatch Logs that a command's output went to.</summary>
/// <param name="LogGroupName">The group.</param>
/// <param name="LogStreamName">The stream: command id, node id, step with - for :, and stdout or stderr, with slashes between them.</param>
/// <param name="Events">What was written, oldest first.</param>
public sealed record SimulatedLogStream(string LogGroupName, string LogStreamName, IReadOnlyList<SimulatedLogEvent> Events)
{
    /// <summary>Everything that was written, as one text.</summary>
    public string Text => string.Concat(Events.Select(one => one.Message));

    /// <inheritdoc/>
    public override string ToString() => $"{LogGroupName} {LogStreamName}";
}

/// <summary>An event of a log stream.</summary>
/// <param name="Time">When it was written, on the simulator's clock.</param>
/// <param name="Message">The output, up to 200,000 bytes of it.</param>
public sealed record SimulatedLogEvent(DateTimeOffset Time, string Message);
