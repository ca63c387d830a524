namespace RunCommandPS.Simulator;

/// <summary>The state of a CloudWatch alarm.</summary>
public enum AlarmState
{
    /// <summary>It is not raised. CloudWatch's INSUFFICIENT_DATA is the same to a command.</summary>
    Ok,

    /// <summary>It is raised.</summary>
    Alarm,

    /// <summary>It can't be read: there is no such alarm, or reading it is not allowed.</summary>
    Unknown,
}
