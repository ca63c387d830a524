using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Service;

/// <summary>A step that a node has started.</summary>
/// <param name="Started">When it started.</param>
/// <remarks>
/// A value type, because a fleet has very many of them: a command keeps all its nodes' steps in one
/// array, which costs a garbage collector nothing.
/// </remarks>
internal readonly record struct StepState(DateTimeOffset Started)
{
    public DateTimeOffset Finished { get; init; }

    /// <summary>Whether no further step runs after it.</summary>
    public bool EndsDocument { get; init; }

    /// <summary>Its result; null while it is running.</summary>
    public StepResult? Result { get; init; }
}
