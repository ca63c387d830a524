namespace RunCommandPS.Simulator;

/// <summary>What a CloudWatch alarm says when it is asked.</summary>
public enum AlarmState
{
    /// <summary>It is not raised. CloudWatch's INSUFFICIENT_DATA is the same to a command.</summary>
    Ok,

    /// <summary>It is raised.</summary>
    Alarm,

    /// <summary>It can't be asked: there is no such alarm, or it may not be read.</summary>
    Unknown,
}
