using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Faults;

/// <summary>A fault that waits for its calls: how many there were, what is left in its buckets, and what chance yields next.</summary>
internal sealed class ArmedFault(SimulatedFault fault, int seed)
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);
    private int _calls;

    public SimulatedFault Fault => fault;

    /// <summary>Counts a call if it is one of the fault's operation.</summary>
    public bool Count(string operation)
    {
        if (fault.Operation is null ? OtherOperations.All.Contains(operation, StringComparer.Ordinal) : fault.Operation != operation)
        {
            return false;
        }

        _calls++;
        return true;
    }

    /// <summary>Whether the fault applies to the call just counted.</summary>
    public bool IsMet(string operation, DateTimeOffset now) =>
        (fault.Calls.Count == 0 || fault.Calls.Contains(_calls))
        && (fault.Probability >= 1 || _random.NextDouble() < fault.Probability)
        && (fault.Rate is not { } rate || !Bucket(operation, rate, now).TryTake(now));

    /// <summary>The time for the call just counted.</summary>
    public TimeSpan Time() => fault.MaximumTime is { } maximum ? fault.Time + ((maximum - fault.Time) * _random.NextDouble()) : fault.Time;

    private TokenBucket Bucket(string operation, double rate, DateTimeOffset now)
    {
        if (!_buckets.TryGetValue(operation, out var bucket))
        {
            _buckets.Add(operation, bucket = new TokenBucket(rate, fault.Burst, now));
        }

        return bucket;
    }
}
