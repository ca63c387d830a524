namespace RunCommandPS.Sending;

/// <summary>The result of the search for a command whose answer was lost.</summary>
/// <param name="Found">The command; null if it is not known.</param>
/// <param name="Several">The commands one of which may be it; empty if there is one, or none.</param>
internal sealed record LostSearch(Command? Found, IReadOnlyList<Command> Several)
{
    /// <summary>Nothing was found, which proves nothing.</summary>
    public static LostSearch Nothing { get; } = new(null, []);

    /// <summary>The caller is not allowed to list commands.</summary>
    public static LostSearch NotAllowed { get; } = new(null, []) { IsRefused = true };

    /// <summary>Whether the caller is not allowed to list commands.</summary>
    public bool IsRefused { get; private init; }
}
