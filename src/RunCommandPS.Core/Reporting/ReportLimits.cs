using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Reporting;

/// <summary>What limits a rollout as a whole, however many commands it takes.</summary>
internal sealed record ReportLimits
{
    /// <summary>How many nodes, or what percentage, run at the same time; null if the caller set no limit.</summary>
    public string? MaxConcurrency { get; init; }

    /// <summary>How many errors, or what percentage, are tolerated; null if the caller set no limit.</summary>
    public string? MaxErrors { get; init; }

    /// <summary>The sizes of waves as the caller specified them; empty if there are none.</summary>
    public IReadOnlyList<string> WaveSizes { get; init; } = [];

    /// <summary>How many errors a wave may have; null if there are no waves.</summary>
    public string? WaveErrors { get; init; }

    /// <summary>How long to wait after a wave before it is checked.</summary>
    public TimeSpan SoakTime { get; init; }

    /// <summary>Whether a script decides between waves.</summary>
    public bool HasCheck { get; init; }

    /// <summary>Whether a person decides between waves.</summary>
    public bool HasPrompt { get; init; }

    /// <summary>The latest limits of a rollout.</summary>
    public static ReportLimits Of(RolloutState state) => new()
    {
        MaxConcurrency = state.MaxConcurrency,
        MaxErrors = state.MaxErrors,
        WaveSizes = state.Waves?.Plan.Sizes ?? [],
        WaveErrors = state.Waves?.Plan.MaxErrors,
        SoakTime = state.Waves?.Plan.SoakTime ?? TimeSpan.Zero,
        HasCheck = state.Waves?.Plan.HasCheck ?? false,
        HasPrompt = state.Waves?.Plan.HasPrompt ?? false,
    };
}
