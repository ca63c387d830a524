using RunCommandPS.Model;

namespace RunCommandPS;

/// <summary>The CloudWatch alarm that stops a command.</summary>
/// <remarks>Records are compared member by member, and lists by reference.</remarks>
public sealed record AlarmConfiguration
{
    /// <summary>The alarm; the API takes exactly one.</summary>
    public IReadOnlyList<Alarm> Alarms { get; init => field = ItemList<Alarm>.Of(value); } = ItemList<Alarm>.Empty;

    /// <summary>
    /// Whether the command continues if the alarm's state can't be read. Null if a request leaves it to the service, which takes false.
    /// </summary>
    public bool? IgnorePollAlarmFailure { get; init; }

    /// <inheritdoc/>
    public override string ToString() => IgnorePollAlarmFailure == true ? $"{Alarms} (poll failures ignored)" : $"{Alarms}";
}

/// <summary>A CloudWatch alarm, by name.</summary>
public sealed record Alarm
{
    /// <summary>Name of the alarm, 1 to 255 characters, not only white space.</summary>
    public string Name { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>An alarm that was triggered during a command.</summary>
public sealed record AlarmStateInformation
{
    /// <summary>Name of the alarm.</summary>
    public string Name { get; init; } = "";

    /// <summary>ALARM or UNKNOWN.</summary>
    public string State { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {State}";
}
