using System.Globalization;

namespace RunCommandPS.Output;

/// <summary>How the output of one group differs from that of another, line by line.</summary>
internal static class OutputDiff
{
    // Cells of the table of common subsequences. Beyond them two texts have little in common, or more than anybody would read.
    private const int LargestTable = 4_000_000;

    /// <summary>
    /// What is different in <paramref name="other"/>: exit code, standard output, standard error; only those that differ.
    /// </summary>
    public static string Between(OutputGroup largest, OutputGroup other)
    {
        var parts = new List<string>();
        var (was, now) = (End(largest), End(other));
        if (was != now)
        {
            parts.Add($"-{was}\n+{now}");
        }

        Add("stdout", largest.StandardOutput, other.StandardOutput);
        Add("stderr", largest.StandardError, other.StandardError);
        return string.Join('\n', parts);

        void Add(string stream, string before, string after)
        {
            if (before != after)
            {
                parts.Add($"{stream}\n{Lines(before, after)}");
            }
        }
    }

    /// <summary>The lines that are different, in the manner of a unified diff without context.</summary>
    public static string Lines(string before, string after)
    {
        var (a, b) = (Split(before), Split(after));
        var start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start])
        {
            start++;
        }

        var end = 0;
        while (end < a.Length - start && end < b.Length - start && a[^(end + 1)] == b[^(end + 1)])
        {
            end++;
        }

        var text = new List<string>();
        foreach (var (i, j, removed, added) in Changes(a.AsSpan(start, a.Length - start - end), b.AsSpan(start, b.Length - start - end)))
        {
            text.Add($"@@ -{Place(start + i, removed)} +{Place(start + j, added)} @@");
            text.AddRange(a.Skip(start + i).Take(removed).Select(line => "-" + line));
            text.AddRange(b.Skip(start + j).Take(added).Select(line => "+" + line));
        }

        return string.Join('\n', text);
    }

    private static string End(OutputGroup group) =>
        string.Create(CultureInfo.InvariantCulture, $"{group.Status}, exit {group.ResponseCode}");

    // The end of the last line is not a line of its own, but its absence is a difference.
    private static string[] Split(string text) => text.Length == 0 ? [] : text.EndsWith('\n')
        ? text[..^1].Split('\n')
        : [.. text.Split('\n')[..^1], text[(text.LastIndexOf('\n') + 1)..] + " (no newline)"];

    private static string Place(int start, int count) => count == 1
        ? (start + 1).ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? start : start + 1)},{count}");

    private static List<(int I, int J, int Removed, int Added)> Changes(ReadOnlySpan<string> a, ReadOnlySpan<string> b)
    {
        if (a.Length == 0 || b.Length == 0 || (long)(a.Length + 1) * (b.Length + 1) > LargestTable)
        {
            return a.Length + b.Length == 0 ? [] : [(0, 0, a.Length, b.Length)];
        }

        // The longest common subsequence of the rest of both, from every line on.
        var width = b.Length + 1;
        var common = new int[(a.Length + 1) * width];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                common[(i * width) + j] = a[i] == b[j]
                    ? common[((i + 1) * width) + j + 1] + 1
                    : Math.Max(common[((i + 1) * width) + j], common[(i * width) + j + 1]);
            }
        }

        var changes = new List<(int I, int J, int Removed, int Added)>();
        var (x, y) = (0, 0);
        while (x < a.Length || y < b.Length)
        {
            var (fromX, fromY) = (x, y);
            while ((x < a.Length || y < b.Length) && !(x < a.Length && y < b.Length && a[x] == b[y]))
            {
                if (y == b.Length || (x < a.Length && common[((x + 1) * width) + y] >= common[(x * width) + y + 1]))
                {
                    x++;
                }
                else
                {
                    y++;
                }
            }

            if (x > fromX || y > fromY)
            {
                changes.Add((fromX, fromY, x - fromX, y - fromY));
            }
            else
            {
                x++;
                y++;
            }
        }

        return changes;
    }
}
