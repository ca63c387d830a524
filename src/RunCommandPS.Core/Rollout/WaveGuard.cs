using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Rollout;

/// <summary>
/// Decides whether the next wave of a rollout may start: the errors of the wave, the time to wait after it, the caller's script, and a
/// person, in this order. The first refusal halts the rollout.
/// </summary>
/// <param name="log">The rollout.</param>
/// <param name="gate">Reports waves, and lets others decide.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class WaveGuard(RolloutLog log, IWaveGate gate, TimeProvider timeProvider)
{
    /// <summary>The current wave starts, unless it has already started.</summary>
    public async Task BeginAsync()
    {
        var (number, of, hasBegun) = log.Read(state => (state.Waves!.Current, state.Waves.Count, state.Waves.BegunAt is not null));
        if (!hasBegun)
        {
            log.Add(at => new RolloutEvent.WaveBegun(at, number));
        }

        await gate.BegunAsync(number, of).ConfigureAwait(false);
    }

    /// <summary>The nodes of the current wave have ended.</summary>
    /// <returns>What stops the rollout; <see cref="RolloutHalt.None"/> if the next wave may start, or there is none.</returns>
    /// <exception cref="OperationCanceledException">The rollout was stopped meanwhile.</exception>
    public async Task<RolloutHalt> EndAsync(CancellationToken cancellationToken)
    {
        if (log.Read(state => state.Waves!.EndedAt is null))
        {
            log.Add(at => new RolloutEvent.WaveEnded(at, log.Read(state => state.Waves!.Current)));
        }

        var (wave, plan, endedAt) = log.Read(state => (EndOf(state), state.Waves!.Plan, state.Waves.EndedAt!.Value));
        var isExceeded = wave.Failed > RateLimit.Errors(plan.MaxErrors, wave.Nodes.Count) && wave.Number < wave.Of;
        await gate.EndedAsync(wave, isExceeded ? plan.MaxErrors : null).ConfigureAwait(false);
        var halt = isExceeded ? RolloutHalt.WaveErrors
            : wave.Number == wave.Of ? RolloutHalt.None
            : await DecideAsync(wave, plan, endedAt, cancellationToken).ConfigureAwait(false);
        log.Add(at => new RolloutEvent.WaveChecked(at, wave.Number, halt));
        return halt;
    }

    private async Task<RolloutHalt> DecideAsync(
        WaveEnd wave, PlannedWaves plan, DateTimeOffset endedAt, CancellationToken cancellationToken)
    {
        // If the rollout was interrupted meanwhile, only the rest of the time is left.
        var left = endedAt + plan.SoakTime - timeProvider.GetUtcNow();
        if (left > TimeSpan.Zero)
        {
            await gate.SoakingAsync(wave, left).ConfigureAwait(false);
            await Task.Delay(left, timeProvider, cancellationToken).ConfigureAwait(false);
        }

        return plan.HasCheck && !await gate.CheckAsync(wave, cancellationToken).ConfigureAwait(false) ? RolloutHalt.WaveCheck
            : plan.HasPrompt && !await gate.AskAsync(wave, cancellationToken).ConfigureAwait(false) ? RolloutHalt.WavePrompt
            : RolloutHalt.None;
    }

    private WaveEnd EndOf(RolloutState state)
    {
        var waves = state.Waves!;
        return new WaveEnd(
            waves.Current,
            waves.Count,
            waves.Nodes,
            waves.Nodes.Count(node => state[node] == NodeVerdict.Succeeded),
            (waves.EndedAt ?? timeProvider.GetUtcNow()) - (waves.BegunAt ?? timeProvider.GetUtcNow()));
    }
}
