namespace RunCommandPS.Rollout;

/// <summary>The gate between two waves of a rollout: reports them, and lets others decide.</summary>
internal interface IWaveGate
{
    /// <summary>A wave starts.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="of">How many there are.</param>
    ValueTask BegunAsync(int number, int of);

    /// <summary>The nodes of a wave have all ended.</summary>
    /// <param name="wave">The wave.</param>
    /// <param name="maxErrors">The limit of its errors if it was exceeded, as the caller specified it; null if not.</param>
    ValueTask EndedAsync(WaveEnd wave, string? maxErrors);

    /// <summary>The rollout waits for a while after the wave.</summary>
    /// <param name="wave">The wave.</param>
    /// <param name="left">For how long.</param>
    ValueTask SoakingAsync(WaveEnd wave, TimeSpan left);

    /// <summary>Lets the caller's script check the wave.</summary>
    /// <returns>Whether the next one may start.</returns>
    Task<bool> CheckAsync(WaveEnd wave, CancellationToken cancellationToken);

    /// <summary>Asks the user.</summary>
    /// <returns>Whether the next one may start.</returns>
    Task<bool> AskAsync(WaveEnd wave, CancellationToken cancellationToken);
}
