using System.Collections.Immutable;

namespace RunCommandPS.Simulator.Parameters;

/// <summary>The versions of one parameter that are kept, oldest first, at least one; and its tags. It does not change.</summary>
internal sealed record ParameterFamily(ImmutableList<StoredParameter> Versions)
{
    public IReadOnlyList<KeyValuePair<string, string>> Tags { get; init; } = [];

    public StoredParameter Latest => Versions[^1];

    /// <summary>The parameter with a further version. The service keeps the newest 100.</summary>
    public ParameterFamily With(StoredParameter version) => this with
    {
        Versions = (Versions.Count < ServiceLimits.ParameterVersionsMaximum ? Versions : Versions.RemoveAt(0)).Add(version),
    };
}
