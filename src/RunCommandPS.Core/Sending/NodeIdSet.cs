namespace RunCommandPS.Sending;

/// <summary>
/// Remembers which node ids have been seen, exactly, at no more than 64 bytes per id (a growing <c>HashSet&lt;string&gt;</c> takes
/// over 150). An id has at most 17 characters of a 63-letter alphabet after its prefix, so it packs into 16 bytes without loss.
/// </summary>
internal sealed class NodeIdSet
{
    private const int BitsPerCharacter = 6;
    private const int SmallestCapacity = 64;

    // Open addressing with linear probing. Zero marks a free slot: no packed id is zero, because each begins with a kind of 1 to 3.
    private UInt128[] _slots = new UInt128[SmallestCapacity];

    /// <summary>How many different ids were added.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an id.</summary>
    /// <param name="instanceId">An id that matches <see cref="ServiceLimits.InstanceIdPattern"/>.</param>
    /// <returns>False if it was already there.</returns>
    public bool Add(string instanceId)
    {
        // Three quarters full at most: right after doubling that is 16 / 0.375 = 43 bytes per id, and 64 with the old table still there.
        if (Count >= _slots.Length / 4 * 3)
        {
            Grow();
        }

        if (!Insert(_slots, Pack(instanceId)))
        {
            return false;
        }

        Count++;
        return true;
    }

    private static UInt128 Pack(string instanceId)
    {
        var hybrid = instanceId[0] == 'm';
        var digits = instanceId.AsSpan(hybrid ? 3 : 2);
        UInt128 packed = hybrid ? 3u : digits.Length == 8 ? 1u : 2u;
        foreach (var character in digits)
        {
            packed = (packed << BitsPerCharacter) | (uint)(character switch
            {
                >= '0' and <= '9' => character - '0',
                >= 'A' and <= 'Z' => character - 'A' + 10,
                >= 'a' and <= 'z' => character - 'a' + 36,
                _ => 62,
            });
        }

        return packed;
    }

    private static bool Insert(UInt128[] slots, UInt128 packed)
    {
        var mask = slots.Length - 1;
        for (var index = packed.GetHashCode() & mask; ; index = (index + 1) & mask)
        {
            if (slots[index] == packed)
            {
                return false;
            }

            if (slots[index] == UInt128.Zero)
            {
                slots[index] = packed;
                return true;
            }
        }
    }

    private void Grow()
    {
        var larger = new UInt128[_slots.Length * 2];
        foreach (var packed in _slots)
        {
            if (packed != UInt128.Zero)
            {
                Insert(larger, packed);
            }
        }

        _slots = larger;
    }
}
