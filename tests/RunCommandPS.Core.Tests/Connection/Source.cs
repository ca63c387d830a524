using RunCommandPS.Connection;

namespace RunCommandPS.Core.Tests.Connection;

/// <summary>A source of credentials that is equal to another of its name.</summary>
internal sealed record Source(string Name) : ICredentialSource
{
    public string Gives => Name;

    public static Source Of(string name) => new(name);

    public Task<SourceKeys> KeysAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
