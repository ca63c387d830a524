namespace RunCommandPS.Connection;

/// <summary>
/// Another party that has credentials and renews them. A connection keeps the source and not its keys, and asks it before every call.
/// Sources are equal if they ask the same object.
/// </summary>
internal interface ICredentialSource
{
    /// <summary>What it is, for an error: the beginning of a sentence that says what it provides.</summary>
    string Gives { get; }

    /// <summary>The keys as they are now.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="InvalidDataException">It has none.</exception>
    Task<SourceKeys> KeysAsync(CancellationToken cancellationToken);
}
