namespace RunCommandPS.Rollout;

/// <summary>Stands between two waves of a rollout: tells of them, and lets those decide who are to.</summary>
internal interface IWaveGate
{
    /// <summary>A wave begins.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="of">How many there are.</param>
    ValueTask BegunAsync(int number, int of);

    /// <summary>The nodes of a wave have all ended.</summary>
    /// <param name="wave">The wave.</param>
    /// <param name="maxErrors">The limit of its errors where that is passed, as the caller gave it; null where it is not.</param>
    ValueTask EndedAsync(WaveEnd wave, string? maxErrors);

    /// <summary>The wave is left alone for a while.</summary>
    /// <param name="wave">The wave.</param>
    /// <param name="left">For how long.</param>
    ValueTask SoakingAsync(WaveEnd wave, TimeSpan left);

    /// <summary>Lets the caller's script look at the wave.</summary>
    /// <returns>Whether the next one may start.</returns>
    Task<bool> CheckAsync(WaveEnd wave, CancellationToken cancellationToken);

    /// <summary>Asks whoever sits there.</summary>
    /// <returns>Whether the next one may start.</returns>
    Task<bool> AskAsync(WaveEnd wave, CancellationToken cancellationToken);
}
