namespace RunCommandPS.Sending;

/// <summary>What came of the search for a command whose answer was lost.</summary>
/// <param name="Found">The command; null where it is not known.</param>
/// <param name="Several">The commands of which one may be it; empty where there is one, or none.</param>
internal sealed record LostSearch(Command? Found, IReadOnlyList<Command> Several)
{
    /// <summary>Nothing was found, which proves nothing.</summary>
    public static LostSearch Nothing { get; } = new(null, []);

    /// <summary>The caller may not list commands.</summary>
    public static LostSearch NotAllowed { get; } = new(null, []) { IsRefused = true };

    /// <summary>Whether the caller may not list commands.</summary>
    public bool IsRefused { get; private init; }
}
