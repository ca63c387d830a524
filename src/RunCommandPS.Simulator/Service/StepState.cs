using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Service;

/// <summary>A step that a node has started.</summary>
/// <remarks>
/// A value type, and a small one, because a fleet has very many of them: a command keeps all its nodes' steps in one
/// array, which costs a garbage collector little.
/// </remarks>
internal readonly record struct StepState
{
    private readonly long _startedTicks;
    private readonly long _finishedTicks;

    /// <param name="started">When it started.</param>
    public StepState(DateTimeOffset started) => _startedTicks = started.UtcTicks;

    /// <summary>When it started.</summary>
    public DateTimeOffset Started => new(_startedTicks, TimeSpan.Zero);

    /// <summary>When it ended.</summary>
    public DateTimeOffset Finished
    {
        get => new(_finishedTicks, TimeSpan.Zero);
        init => _finishedTicks = value.UtcTicks;
    }

    /// <summary>Whether no further step runs after it.</summary>
    public bool EndsDocument { get; init; }

    /// <summary>Its result; null while it is running.</summary>
    public StepResult? Result { get; init; }
}
