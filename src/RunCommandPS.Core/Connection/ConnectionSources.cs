namespace RunCommandPS.Connection;

/// <summary>
/// Who said the words of a connection, for -Verbose. It makes no difference to where they lead, so that connections are the same whoever
/// named them.
/// </summary>
/// <param name="Region">What has the region, such as -Region; null where the usual chain finds one.</param>
/// <param name="Caller">
/// What has the credentials, as the beginning of a sentence that says what it provides, such as "-Credential provides"; null if they come
/// from the usual chain.
/// </param>
internal readonly record struct ConnectionSources(string? Region, string? Caller)
{
    /// <summary>Always: see the type.</summary>
    public bool Equals(ConnectionSources other) => true;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}
