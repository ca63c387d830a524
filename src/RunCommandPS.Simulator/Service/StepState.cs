using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Service;

/// <summary>A step that a node has begun.</summary>
/// <param name="Started">When it began.</param>
/// <remarks>
/// A value, for a fleet has a great many of them: a command keeps all its nodes' steps in one
/// array, which is nothing to a garbage collector.
/// </remarks>
internal readonly record struct StepState(DateTimeOffset Started)
{
    public DateTimeOffset Finished { get; init; }

    /// <summary>Whether no further step runs after it.</summary>
    public bool EndsDocument { get; init; }

    /// <summary>What came of it; null while it runs.</summary>
    public StepResult? Result { get; init; }
}
