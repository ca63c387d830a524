namespace RunCommandPS;

/// <summary>
/// A secret of a connection: a secret access key or a session token. What prints, formats or serializes it shows asterisks; only this
/// module reads it.
/// </summary>
public sealed class Secret : IEquatable<Secret>
{
    private const string Shown = "********";

    private readonly string _text;

    /// <summary>A secret. PowerShell converts text with this.</summary>
    /// <param name="text">The secret itself.</param>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public Secret(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        _text = text;
    }

    /// <summary>A secret from text.</summary>
    /// <param name="text">The secret itself; null for none.</param>
    public static implicit operator Secret?(string? text) => text is null ? null : new Secret(text);

    /// <summary>The secret itself, for signing and for nothing else.</summary>
    internal string Reveal() => _text;

    /// <inheritdoc/>
    public bool Equals(Secret? other) => other is not null && _text == other._text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Secret);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_text);

    /// <inheritdoc/>
    public override string ToString() => Shown;
}
