using System.Globalization;

namespace RunCommandPS.Bench.Report;

/// <summary>Times of one thing, measured several times. The median stands for them: a busy machine spoils means.</summary>
internal sealed class Samples(params IEnumerable<double> milliseconds)
{
    private readonly List<double> _milliseconds = [.. milliseconds];

    /// <summary>The middle of the times, in milliseconds.</summary>
    public double Median
    {
        get
        {
            var sorted = _milliseconds.Order().ToList();
            var middle = sorted.Count / 2;
            return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /// <summary>What 99 of 100 times do not exceed, in milliseconds.</summary>
    public double Percentile99 => _milliseconds.Order().ElementAt((int)Math.Ceiling(_milliseconds.Count * 0.99) - 1);

    public void Add(double milliseconds) => _milliseconds.Add(milliseconds);

    public void Add(TimeSpan time) => Add(time.TotalMilliseconds);

    /// <summary>The median, and between which times it lies.</summary>
    public override string ToString() => _milliseconds.Count > 1
        ? $"{Text(Median)} ({Text(_milliseconds.Min())} to {Text(_milliseconds.Max())}) ms"
        : $"{Text(Median)} ms";

    private static string Text(double time) => time.ToString(time < 10 ? "0.000" : "0.0", CultureInfo.InvariantCulture);
}
