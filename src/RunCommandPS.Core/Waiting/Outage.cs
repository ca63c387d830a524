using System.Globalization;

namespace RunCommandPS.Waiting;

/// <summary>A period in which nothing could be read about commands that are polled.</summary>
/// <param name="Origin">What was asked.</param>
/// <param name="Length">How long it has lasted.</param>
/// <param name="Limit">How much longer it may last before polling is given up.</param>
/// <param name="Error">What the last poll failed with; null if it is not answered.</param>
/// <param name="IsNew">Whether it was not reported before.</param>
internal sealed record Outage(ConnectionOrigin Origin, TimeSpan Length, TimeSpan Limit, RunCommandException? Error, bool IsNew)
{
    /// <summary>After this time an outage is reported.</summary>
    public static readonly TimeSpan ReportedAfter = TimeSpan.FromSeconds(10);

    /// <summary>What it means for what is waited for; it is followed by how long polling continues.</summary>
    public string MeansFor { get; init; } = "What was sent continues there; it is polled";

    /// <summary>One sentence or two.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"Nothing could be read from {Origin.Endpoint} for {Length.TotalSeconds:0} s: {Error?.Message ?? "it does not respond."} ")
        + string.Create(
            CultureInfo.InvariantCulture, $"{MeansFor} for up to {Limit.TotalMinutes:0.#} min more.");
}
