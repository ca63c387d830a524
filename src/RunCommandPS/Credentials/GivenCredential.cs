using RunCommandPS.Connection;

namespace RunCommandPS.Credentials;

/// <summary>Credentials that a caller passed as an object. What prints, formats or serializes it shows no key.</summary>
public sealed class GivenCredential
{
    private readonly SourceKeys? _keys;
    private readonly ICredentialSource? _source;

    internal GivenCredential(SourceKeys keys) => _keys = keys;

    internal GivenCredential(ICredentialSource source) => _source = source;

    /// <summary>What must not be shown.</summary>
    internal IEnumerable<Secret> Secrets => new[] { _keys?.SecretKey, _keys?.SessionToken }.OfType<Secret>();

    /// <summary>A connection with these credentials.</summary>
    internal ConnectionOptions On(ConnectionOptions connection) => connection with
    {
        AccessKey = _keys?.AccessKey,
        SecretKey = _keys?.SecretKey,
        SessionToken = _keys?.SessionToken,
        Credentials = _source,
    };

    /// <inheritdoc/>
    public override string ToString() => "AWS credentials";
}
