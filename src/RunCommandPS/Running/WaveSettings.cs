using System.Management.Automation;
using RunCommandPS.Errors;
using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Running;

/// <summary>The caller's settings for waves, from the parameters of one call.</summary>
internal sealed record WaveSettings
{
    /// <summary>Sizes of waves; null if not specified.</summary>
    public IReadOnlyList<string>? Sizes { get; init; }

    /// <summary>How many nodes of a wave, or what percentage, may fail; null if not specified.</summary>
    public string? Errors { get; init; }

    /// <summary>How long to wait after a wave; null if not specified.</summary>
    public TimeSpan? SoakTime { get; init; }

    /// <summary>The script that decides; null for none.</summary>
    public ScriptBlock? Check { get; init; }

    /// <summary>Whether a person decides.</summary>
    public bool Prompt { get; init; }

    /// <summary>Whether the user is not asked, and every question counts as answered with yes.</summary>
    public bool Force { get; init; }

    /// <summary>The waves as they are planned; null if there are none.</summary>
    /// <param name="order">The order in which nodes go into waves; null for that of the plan.</param>
    public PlannedWaves? Plan(IReadOnlyList<int>? order) => Sizes is null ? null : new PlannedWaves(Sizes)
    {
        MaxErrors = Errors ?? PlannedWaves.NoErrors,
        SoakTime = SoakTime ?? TimeSpan.Zero,
        HasCheck = Check is not null,
        HasPrompt = Prompt,
        Order = order,
    };

    /// <summary>Refuses what can't be done.</summary>
    /// <param name="hasWaves">Whether there are waves.</param>
    /// <param name="isJob">Whether it runs in the background.</param>
    /// <exception cref="RunCommandException">It makes no sense, or can't be done.</exception>
    public void Verify(bool hasWaves, bool isJob)
    {
        if (!hasWaves && (Errors is not null || SoakTime is not null || Check is not null || Prompt))
        {
            throw InputErrors.Input(
                "-WaveErrors, -SoakTime, -WaveCheck and -WavePrompt require -Wave.",
                "Specify -Wave, for example: -Wave 1, 10%, 50%.");
        }

        if (isJob && (Check is not null || Prompt))
        {
            throw InputErrors.Input(
                "-WaveCheck and -WavePrompt can't be used with -AsJob.",
                "Leave out -AsJob, or -WaveCheck and -WavePrompt. -WaveErrors and -SoakTime work in a job, too.");
        }
    }
}
