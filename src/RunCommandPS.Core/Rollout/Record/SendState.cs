namespace RunCommandPS.Rollout.Record;

/// <summary>A command of a rollout, as far as it has come.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Part">The part of the plan it is of.</param>
/// <param name="InstanceIds">Its nodes; null if criteria choose them.</param>
/// <param name="At">When it was about to be sent.</param>
internal sealed record SendState(int Number, int Part, IReadOnlyList<string>? InstanceIds, DateTimeOffset At)
{
    /// <summary>The command's id; null if there is none, or it is not known.</summary>
    public string? CommandId { get; init; }

    /// <summary>Whether it is certain that it was not accepted.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Whether it may have been accepted, but this is unknown: the answer was lost, or the process ended before it came.</summary>
    public bool IsInDoubt => CommandId is null && !IsRefused;
}
