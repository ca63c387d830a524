namespace RunCommandPS.Connection;

/// <summary>
/// Where the words of a connection come from, for -Verbose. It makes no difference to where they lead, so connections are equal whatever
/// their sources.
/// </summary>
/// <param name="Region">The source of the Region, such as -Region; null if the usual chain finds one.</param>
/// <param name="Caller">
/// The source of the credentials, as the beginning of a sentence, such as "-Credential provides"; null if they come
/// from the usual chain.
/// </param>
internal readonly record struct ConnectionSources(string? Region, string? Caller)
{
    /// <summary>Always: see the type.</summary>
    public bool Equals(ConnectionSources other) => true;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}
