using CsCheck;
using RunCommandPS.Sending;

namespace RunCommandPS.Core.Tests.Sending;

public sealed class NodeIdSetTests
{
    [Fact]
    public void It_knows_what_a_set_of_strings_knows() => NodeIds.Any.List[0, 300].ForEach(200, ids =>
    {
        Assert.All(ids, id => Assert.True(SpecPattern.IsMatch(id, ServiceLimits.InstanceIdPattern), id));
        var set = new NodeIdSet();
        var strings = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            Assert.Equal(strings.Add(id), set.Add(id));
            Assert.Equal(strings.Count, set.Count);
        }
    });

    [Fact]
    public void Ids_that_differ_in_one_character_or_in_their_form_are_different()
    {
        var set = new NodeIdSet();
        const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
        var ids = new List<string> { "i-00000000", "i-00000000000000000", "mi-00000000000000000" };
        foreach (var character in Alphabet[1..])
        {
            ids.AddRange(Enumerable.Range(0, 8).Select(at => "i-" + new string('0', at) + character + new string('0', 7 - at)));
            ids.AddRange(Enumerable.Range(0, 17).Select(at => "i-" + new string('0', at) + character + new string('0', 16 - at)));
            ids.AddRange(Enumerable.Range(0, 17).Select(at => "mi-" + new string('0', at) + character + new string('0', 16 - at)));
        }

        Assert.All(ids, id => Assert.True(set.Add(id), id));
        Assert.All(ids, id => Assert.False(set.Add(id), id));
    }

    [Fact]
    public void A_million_ids_never_take_more_than_64_bytes_each()
    {
        const int Count = 1_000_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var set = new NodeIdSet();
        long inUse = GC.GetAllocatedBytesForCurrentThread() - before;
        long most = inUse;
        for (var i = 0; i < Count; i++)
        {
            var id = NodeIds.Numbered(i);
            before = GC.GetAllocatedBytesForCurrentThread();
            set.Add(id);
            var table = GC.GetAllocatedBytesForCurrentThread() - before;
            if (table > 0)
            {
                // While it grows, the old table is there as well.
                most = Math.Max(most, inUse + table);
                inUse = table;
            }
        }

        Assert.Equal(Count, set.Count);
        Assert.InRange(most, Count * 16L, Count * 64L);
    }
}
