namespace RunCommandPS.Bench.Report;

/// <summary>One line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">How much it was, with its unit.</param>
/// <param name="Against">What it is held against, measured in the same run; empty where nothing is.</param>
/// <param name="Ratio">The one by the other; null where there is nothing to divide by.</param>
/// <param name="Goal">What it should be at most, or where it says so at least; null where there is no goal.</param>
internal sealed record Row(string What, string Measured, string Against = "", double? Ratio = null, string? Goal = null)
{
    /// <summary>Whether the goal is met; null where there is none.</summary>
    public bool? IsMet { get; init; }
}
