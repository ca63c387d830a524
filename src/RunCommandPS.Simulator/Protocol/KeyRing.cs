using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace RunCommandPS.Simulator.Protocol;

/// <summary>The key pairs that may sign requests: the one made at start, and those that AssumeRole gave out.</summary>
internal sealed class KeyRing(Credentials own, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Credentials> _temporary = new(StringComparer.Ordinal);

    /// <summary>Finds a pair by its access key id, also one that has expired since.</summary>
    public bool TryGet(string accessKeyId, [NotNullWhen(true)] out Credentials? credentials)
    {
        credentials = accessKeyId == own.AccessKeyId ? own : _temporary.GetValueOrDefault(accessKeyId);
        return credentials is not null;
    }

    /// <summary>Whether a pair is good no longer.</summary>
    public bool IsExpired(Credentials credentials) => credentials.Expiration <= clock.GetUtcNow();

    /// <summary>Gives out a pair for a time.</summary>
    public Credentials Issue(Caller caller, TimeSpan duration)
    {
        // Those of yesterday tell nobody anything any more.
        foreach (var old in _temporary.Values.Where(one => one.Expiration < clock.GetUtcNow().AddDays(-1)).ToList())
        {
            _temporary.TryRemove(old.AccessKeyId, out _);
        }

        // The service tells of whole seconds.
        var issued = Credentials.Temporary(caller, DateTimeOffset.FromUnixTimeSeconds((clock.GetUtcNow() + duration).ToUnixTimeSeconds()));
        _temporary[issued.AccessKeyId] = issued;
        return issued;
    }
}
