namespace RunCommandPS.Bench;

/// <summary>How much is done to measure something.</summary>
/// <param name="Processes">How often a process is started whose life is measured.</param>
/// <param name="Sends">How many sends of a process are measured.</param>
/// <param name="Seconds">How long an endpoint is warmed up, and then measured.</param>
/// <param name="Scale">What sizes of fleets are divided by.</param>
internal sealed record Effort(int Processes, int Sends, int Seconds, int Scale)
{
    /// <summary>Enough to say something.</summary>
    public static Effort Full { get; } = new(15, 3000, 3, 1);

    /// <summary>Enough to see that it works.</summary>
    public static Effort Quick { get; } = new(1, 50, 1, 100);
}
