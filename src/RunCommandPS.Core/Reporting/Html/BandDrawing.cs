using System.Xml.Linq;
using static RunCommandPS.Reporting.Html.TimelineDrawing;
using Tag = RunCommandPS.Reporting.Html.HtmlTag;

namespace RunCommandPS.Reporting.Html;

/// <summary>A band of nodes as stacked areas, drawn as steps: a count holds until the next moment.</summary>
internal static class BandDrawing
{
    // A few failures among many nodes are what a reader looks for, so they are drawn high enough to be seen.
    private const double LeastFailure = 2.5;

    /// <summary>The areas.</summary>
    /// <param name="band">The counts.</param>
    /// <param name="all">How many nodes the whole height represents.</param>
    /// <param name="across">From where to where the areas go.</param>
    /// <param name="down">Where the band begins, and how high it is.</param>
    public static IEnumerable<XElement> Of(TimelineBand band, int all, (double From, double To) across, (double Top, double Height) down)
    {
        var moments = band.Layers[0].Counts.Count;
        var heights = band.Layers.Select(_ => new double[moments]).ToList();
        for (var moment = 0; moment < moments; moment++)
        {
            Fill(band, all, down.Height, moment, heights);
        }

        var below = Enumerable.Repeat(down.Top + down.Height, moments).ToArray();
        for (var layer = 0; layer < heights.Count; layer++)
        {
            var above = below.Zip(heights[layer], (y, height) => y - height).ToArray();
            var verdict = band.Layers[layer].Verdict;
            yield return Tag.Of("path",
                ("class", verdict == NodeVerdict.Open ? "running" : Tag.VerdictClass(verdict)),
                ("d", Outline([.. below.Select(Number)], [.. above.Select(Number)], across)));
            below = above;
        }
    }

    // What failures get beyond their share is taken from the largest layer.
    private static void Fill(TimelineBand band, int all, double height, int moment, List<double[]> heights)
    {
        var given = 0.0;
        var largest = 0;
        for (var layer = 0; layer < heights.Count; layer++)
        {
            var (verdict, counts) = band.Layers[layer];
            var share = height * counts[moment] / all;
            heights[layer][moment] = verdict.IsFailure() && counts[moment] > 0 ? Math.Max(share, LeastFailure) : share;
            given += heights[layer][moment] - share;
            largest = counts[moment] > band.Layers[largest].Counts[moment] ? layer : largest;
        }

        heights[largest][moment] = Math.Max(0, heights[largest][moment] - given);
    }

    private static string Outline(string[] below, string[] above, (double From, double To) across)
    {
        var step = (across.To - across.From) / above.Length;
        string X(int moment) => Number(across.From + (step * moment));
        var path = new List<string> { $"M{X(0)} {above[0]}" };
        for (var i = 1; i < above.Length; i++)
        {
            if (above[i] != above[i - 1])
            {
                path.Add($"H{X(i)}V{above[i]}");
            }
        }

        path.Add($"H{Number(across.To)}V{below[^1]}");
        for (var i = below.Length - 1; i > 0; i--)
        {
            if (below[i] != below[i - 1])
            {
                path.Add($"H{X(i)}V{below[i - 1]}");
            }
        }

        return $"{string.Concat(path)}H{X(0)}Z";
    }
}
