namespace RunCommandPS.Simulator;

/// <summary>
/// Calls that should go wrong. Calls are counted from the moment the fault is injected; for Latency and
/// ClockSkew, this includes calls without a valid signature.
/// </summary>
/// <param name="Kind">What happens.</param>
public sealed record SimulatedFault(FaultKind Kind)
{
    /// <summary>The maximum of <see cref="Time"/>.</summary>
    internal static readonly TimeSpan LongestTime = TimeSpan.FromDays(1);

    /// <summary>
    /// The operation, for example SendCommand; null for all of Run Command's. Those of S3 are affected only by name: GetObject, HeadObject,
    /// HeadBucket and ListObjectsV2, with S3's own errors (SlowDown for Throttle).
    /// </summary>
    public string? Operation { get; init; }

    /// <summary>Which of the operation's calls, the first being 1; empty for every one.</summary>
    public IReadOnlyList<int> Calls { get; init; } = [];

    /// <summary>The probability that it applies to a call, 0 to 1; drawn from the simulator's seed.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>
    /// Whether the call is carried out before it goes wrong, so that only the answer is lost. For InternalServerError, ServiceUnavailable,
    /// HtmlReply, Hang, Reset and Close; the other kinds determine it themselves.
    /// </summary>
    public bool AfterAcceptance { get; init; }

    /// <summary>For Latency, NotYetVisible and ClockSkew: how long, or by how much. At most a day; negative for ClockSkew only.</summary>
    public TimeSpan Time { get; init; }

    /// <summary>
    /// If specified, each call's time is drawn from the simulator's seed, evenly between <see cref="Time"/> and this. A slow tail is a
    /// second Latency with a <see cref="Probability"/>.
    /// </summary>
    public TimeSpan? MaximumTime { get; init; }

    /// <summary>
    /// For Throttle: how many calls per second each operation is allowed, more than 0, on the clock of
    /// commands; null to refuse every call.
    /// </summary>
    public double? Rate { get; init; }

    /// <summary>For Throttle with a <see cref="Rate"/>: how many calls may come at once, 1 or more.</summary>
    public int Burst { get; init; } = 1;

    /// <summary>Whether it is only a matter of time, and the call is answered as usual.</summary>
    internal bool IsTimed => Kind is FaultKind.Latency or FaultKind.NotYetVisible or FaultKind.ClockSkew;

    /// <exception cref="ArgumentException">A member is out of its range.</exception>
    internal void Check()
    {
        Insist(Enum.IsDefined(Kind), nameof(Kind), "is not one of the kinds of fault");
        Insist(Calls.All(call => call >= 1), nameof(Calls), "counts from 1");
        Insist(Probability is >= 0 and <= 1, nameof(Probability), "is from 0 to 1");
        Insist(Rate is null || Kind == FaultKind.Throttle, nameof(Rate), "is for Throttle only");
        Insist(Rate is null or (> 0 and < double.PositiveInfinity), nameof(Rate), "is more than 0");
        Insist(Burst >= 1 && (Burst == 1 || Rate is not null), nameof(Burst), "is 1 or more, and goes with Rate");
        var shortest = Kind == FaultKind.ClockSkew ? -LongestTime : TimeSpan.Zero;
        Insist(
            IsTimed ? Time >= shortest && Time <= LongestTime : Time == TimeSpan.Zero,
            nameof(Time),
            "is for Latency, NotYetVisible and ClockSkew, at most a day, and negative for ClockSkew only");
        Insist(
            MaximumTime is null || (IsTimed && MaximumTime >= Time && MaximumTime <= LongestTime),
            nameof(MaximumTime),
            "goes with Time, is not less than it, and at most a day");
        Insist(Kind != FaultKind.NotYetVisible || Operation is null or "SendCommand", nameof(Operation), "of NotYetVisible is SendCommand");
    }

    private void Insist(bool condition, string member, string rule)
    {
        if (!condition)
        {
            throw new ArgumentException($"{member} {rule}. The fault is {Kind}.");
        }
    }
}
