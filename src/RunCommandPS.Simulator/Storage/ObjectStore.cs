using System.Diagnostics.CodeAnalysis;

namespace RunCommandPS.Simulator.Storage;

/// <summary>The account's buckets and what is in them. Nodes and clients write.</summary>
internal sealed class ObjectStore(IEnumerable<string> buckets)
{
    private static readonly Comparer<StoredObject> ByKey = Comparer<StoredObject>.Create(
        static (x, y) => string.CompareOrdinal(x.Key, y.Key));

    private readonly object _gate = new();
    private readonly Dictionary<string, SortedSet<StoredObject>> _buckets = buckets.Distinct(StringComparer.Ordinal)
        .ToDictionary(bucket => bucket, _ => new SortedSet<StoredObject>(ByKey), StringComparer.Ordinal);

    public bool HasBucket(string bucket) => _buckets.ContainsKey(bucket);

    /// <summary>
    /// Writes an object in place of what had its key before. In a bucket that does not exist, as after a start with fewer of them,
    /// it is lost, as an upload by the agent would be.
    /// </summary>
    public void Put(string bucket, StoredObject value)
    {
        lock (_gate)
        {
            if (!_buckets.TryGetValue(bucket, out var objects))
            {
                return;
            }

            objects.Remove(value);
            objects.Add(value);
        }
    }

    public bool TryGet(string bucket, string key, [NotNullWhen(true)] out StoredObject? value)
    {
        lock (_gate)
        {
            return _buckets[bucket].TryGetValue(new StoredObject(key, "", default), out value);
        }
    }

    /// <summary>
    /// The objects whose keys begin with <paramref name="prefix"/> and come after <paramref name="after"/>, in the order of their
    /// keys: the first <paramref name="count"/>.
    /// </summary>
    public IReadOnlyList<StoredObject> List(string bucket, string prefix, string after, int count)
    {
        // Nothing that begins with the prefix comes after the prefix followed by the last character.
        var (first, last) = (string.CompareOrdinal(prefix, after) > 0 ? prefix : after, prefix + char.MaxValue);
        if (string.CompareOrdinal(first, last) > 0)
        {
            return [];
        }

        lock (_gate)
        {
            return
            [
                .. _buckets[bucket].GetViewBetween(new StoredObject(first, "", default), new StoredObject(last, "", default))
                    .Where(one => string.CompareOrdinal(one.Key, after) > 0 && one.Key.StartsWith(prefix, StringComparison.Ordinal))
                    .Take(count),
            ];
        }
    }
}
