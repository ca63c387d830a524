namespace RunCommandPS.Output;

/// <summary>What a node wrote, as far as it could be read, and what went wrong where it could not.</summary>
/// <param name="Outputs">One for each step, in the order they run.</param>
/// <param name="Errors">Why some of them are truncated; empty if nothing went wrong.</param>
internal sealed record OutputReading(IReadOnlyList<NodeOutput> Outputs, IReadOnlyList<RunCommandException> Errors);
