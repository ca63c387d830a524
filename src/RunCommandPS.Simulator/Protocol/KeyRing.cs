using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>The key pairs that may sign requests: the one made at the start, and those that AssumeRole issued.</summary>
internal sealed class KeyRing(Credentials own, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Credentials> _temporary = new(StringComparer.Ordinal);

    /// <summary>Finds a pair by its access key id, even one that has expired since.</summary>
    public bool TryGet(string accessKeyId, [NotNullWhen(true)] out Credentials? credentials)
    {
        credentials = accessKeyId == own.AccessKeyId ? own : _temporary.GetValueOrDefault(accessKeyId);
        return credentials is not null;
    }

    /// <summary>Whether a pair is no longer valid.</summary>
    public bool IsExpired(Credentials credentials) => credentials.Expiration <= clock.GetUtcNow();

    /// <summary>Issues a temporary pair.</summary>
    public Credentials Issue(Caller caller, TimeSpan duration)
    {
        // Those of yesterday are no longer of use.
        foreach (var old in _temporary.Values.Where(one => one.Expiration < clock.GetUtcNow().AddDays(-1)).ToList())
        {
            _temporary.TryRemove(old.AccessKeyId, out _);
        }

        // The service reports whole seconds.
        var issued = Credentials.Temporary(caller, DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + duration).ToUnixTimeSeconds()));
        _temporary[issued.AccessKeyId] = issued;
        return issued;
    }
}
