using System.Globalization;
using System.Text.RegularExpressions;

namespace RunCommandPS.Output;

/// <summary>Many nodes in few words: <c>db1, web[01-12] +3</c>.</summary>
internal static partial class NodeListText
{
    // With the number of the others after it, what fits in a table of 80 columns.
    private const int LongestText = 28;

    // What fits in a number with room to spare; longer tails don't count anything.
    private const int LongestNumber = 9;

    // The most digits that can be next to each other in an id.
    private const int LongestId = 17;

    /// <summary>
    /// The text of some nodes: names if they have them, consecutive ones as a range; ids, which are never consecutive, as they are.
    /// </summary>
    /// <param name="nodes">Ids and names.</param>
    /// <returns>A short text, which ends in the number of nodes that it leaves out.</returns>
    public static string Of(IEnumerable<(string InstanceId, string Name)> nodes)
    {
        var all = nodes.ToList();
        var named = all.Where(node => node.Name.Length > 0).GroupBy(node => node.Name)
            .Select(name => (name.Key, Count: name.Count())).ToList();
        var padded = named.Select(name => Split(name.Key)).Where(stem => stem.IsPadded)
            .Select(stem => (stem.Prefix, stem.Digits)).ToHashSet();
        var parts = named.Where(name => name.Count == 1).GroupBy(name => Stem(name.Key, padded)).SelectMany(Ranges)
            .Concat(named.Where(name => name.Count > 1).Select(name => (Text: $"{name.Key} ({name.Count})", Nodes: name.Count)))
            .OrderBy(part => part.Text, StringComparer.Ordinal)
            .Concat(all.Where(node => node.Name.Length == 0).Select(node => (Text: node.InstanceId, Nodes: 1))
                .OrderBy(part => part.Text, StringComparer.Ordinal));

        var text = "";
        var shown = 0;
        foreach (var part in parts)
        {
            if (text.Length > 0 && text.Length + part.Text.Length + 2 > LongestText)
            {
                break;
            }

            text += text.Length > 0 ? $", {part.Text}" : part.Text;
            shown += part.Nodes;
        }

        return shown < all.Count ? $"{text} +{all.Count - shown}" : text;
    }

    /// <summary>A text to sort names by, in which numbers count as such: <c>web2</c> comes before <c>web10</c>.</summary>
    public static string Rank(string name) => Numbers().Replace(name, number => number.Value.PadLeft(LongestId, '0'));

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    // Numbers with the same padding are consecutive: 01 goes with 02 and 10, and 1 with 2 and 10.
    private static (string Prefix, int Width) Stem(string name, HashSet<(string Prefix, int Digits)> padded)
    {
        var (prefix, digits, _) = Split(name);
        return digits is 0 or > LongestNumber ? (name, -1) : (prefix, padded.Contains((prefix, digits)) ? digits : 0);
    }

    private static (string Prefix, int Digits, bool IsPadded) Split(string name)
    {
        var prefix = name.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        return (prefix, name.Length - prefix.Length, name.Length - prefix.Length > 1 && name[prefix.Length] == '0');
    }

    private static IEnumerable<(string Text, int Nodes)> Ranges(IGrouping<(string Prefix, int Width), (string Name, int Count)> group)
    {
        var (prefix, width) = group.Key;
        if (width < 0)
        {
            return group.Select(name => (name.Name, 1));
        }

        var numbers = group.Select(name => int.Parse(name.Name.AsSpan(prefix.Length), CultureInfo.InvariantCulture)).Order().ToList();
        var ranges = new List<(int First, int Last)>();
        foreach (var number in numbers)
        {
            if (ranges.Count > 0 && ranges[^1].Last == number - 1)
            {
                ranges[^1] = (ranges[^1].First, number);
            }
            else
            {
                ranges.Add((number, number));
            }
        }

        string Text(int number) => number.ToString("D" + width, CultureInfo.InvariantCulture);
        string Range((int First, int Last) range) =>
            range.First == range.Last ? Text(range.First) : $"{Text(range.First)}-{Text(range.Last)}";

        return ranges.Count == numbers.Count
            ? numbers.Select(number => (prefix + Text(number), 1))
            : [($"{prefix}[{string.Join(',', ranges.Select(Range))}]", numbers.Count)];
    }
}
