using System.Text.RegularExpressions;
using RunCommandPS.Model;

namespace RunCommandPS.Rollout;

/// <summary>
/// The nodes of a run that did not succeed, by cause: their verdict, the exit code, and the last line of standard error. Numbers and
/// ids in that line don't distinguish causes.
/// </summary>
internal sealed partial class FailureDigest
{
    private const int MostCauses = 5;

    private readonly object _gate = new();
    private readonly Dictionary<string, (NodeVerdict Verdict, string Text, int Nodes)> _causes = new(StringComparer.Ordinal);

    /// <summary>Takes note of a node that has ended.</summary>
    public void Add(NodeResult result)
    {
        if (result.Succeeded)
        {
            return;
        }

        var key = KeyOf(result);
        lock (_gate)
        {
            var (_, text, nodes) = _causes.TryGetValue(key, out var before)
                ? before
                : (result.Outcome, FailureCause.Of(result), 0);
            _causes[key] = (result.Outcome, text, nodes + 1);
        }
    }

    /// <summary>The same text for nodes that did not succeed for the same reason.</summary>
    public static string KeyOf(NodeResult result) =>
        $"{FailureCause.How(result)}\n{Varying().Replace(FailureCause.LastLine(result), "#")}";

    /// <summary>The causes in one line, the most frequent first; null if at most one node did not succeed.</summary>
    public string? Text
    {
        get
        {
            lock (_gate)
            {
                var causes = _causes.Values.OrderByDescending(cause => cause.Nodes)
                    .ThenBy(cause => cause.Text, StringComparer.Ordinal).ToList();
                if (causes.Sum(cause => cause.Nodes) < 2)
                {
                    return null;
                }

                var others = causes.Skip(MostCauses).Sum(cause => cause.Nodes);
                return string.Join("; ", causes.Take(MostCauses).Select(cause => $"{Nodes(cause.Nodes)}: {cause.Text}"))
                    + (others > 0 ? $"; {Nodes(others)}: other causes." : ".");
            }
        }
    }

    /// <summary>What is worth running again, and how many nodes that is.</summary>
    /// <param name="verdicts">The verdicts to look for.</param>
    public (IReadOnlyList<NodeVerdict> Verdicts, int Nodes) Among(IReadOnlyCollection<NodeVerdict> verdicts)
    {
        lock (_gate)
        {
            var causes = _causes.Values.Where(cause => verdicts.Contains(cause.Verdict)).ToList();
            return ([.. causes.Select(cause => cause.Verdict).Distinct().Order()], causes.Sum(cause => cause.Nodes));
        }
    }

    private static string Nodes(int count) => count == 1 ? "1 node" : $"{count} nodes";

    [GeneratedRegex(@"\b(mi?-)?[0-9a-fA-F]*[0-9][0-9a-fA-F-]*\b", RegexOptions.CultureInvariant)]
    private static partial Regex Varying();
}
