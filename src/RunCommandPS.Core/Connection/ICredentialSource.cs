namespace RunCommandPS.Connection;

/// <summary>
/// Somebody else who has credentials and renews them. A connection keeps the source and not its keys, and asks before every call.
/// Sources are equal where they ask the same object.
/// </summary>
internal interface ICredentialSource
{
    /// <summary>What it is, for an error: the beginning of a sentence that says what it gives.</summary>
    string Gives { get; }

    /// <summary>The keys as they are now.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="InvalidDataException">It has none.</exception>
    Task<SourceKeys> KeysAsync(CancellationToken cancellationToken);
}
