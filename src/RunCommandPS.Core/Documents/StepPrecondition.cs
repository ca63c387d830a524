namespace RunCommandPS.Documents;

/// <summary>
/// When a step runs: two texts must be equal, one of them <c>platformType</c> or with a placeholder in it. Only schema 2.2 has it.
/// </summary>
public sealed record StepPrecondition
{
    /// <summary>The only operator.</summary>
    public const string StringEquals = "StringEquals";

    /// <summary>The variable for the node's platform.</summary>
    public const string PlatformTypeVariable = "platformType";

    internal StepPrecondition(string left, string right)
    {
        Left = left;
        Right = right;
        PlatformType = left == PlatformTypeVariable ? Known(right) : right == PlatformTypeVariable ? Known(left) : null;
    }

    /// <summary>The first text, with its placeholders.</summary>
    public string Left { get; }

    /// <summary>The second text, with its placeholders.</summary>
    public string Right { get; }

    /// <summary>The one platform it asks for, of <see cref="ServiceValues.PlatformTypes"/>; null if it is about parameters.</summary>
    public string? PlatformType { get; }

    /// <summary>Whether it holds. Platforms are compared case-insensitively, parameters case-sensitively, as the agent does.</summary>
    /// <param name="platformType">The node's platform.</param>
    /// <param name="parameters">What the command was sent with.</param>
    /// <returns>True if it holds.</returns>
    public bool Holds(string platformType, BoundParameters parameters) => PlatformType is not null
        ? string.Equals(PlatformType, platformType, StringComparison.OrdinalIgnoreCase)
        : Interpolation.Resolve(Left, parameters) == Interpolation.Resolve(Right, parameters);

    /// <inheritdoc/>
    public override string ToString() => $"{StringEquals}: [{Left}, {Right}]";

    private static string Known(string platform) => ServiceValues.Canonical(platform, ServiceValues.PlatformTypes);
}
