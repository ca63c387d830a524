using RunCommandPS.Waiting;

namespace RunCommandPS.Sending;

/// <summary>
/// Looks for the commands of calls whose answers were lost. What is not found may have been accepted all the same: the service shows a
/// command some time after it has taken it.
/// </summary>
/// <param name="sent">What the session has sent.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class LostAnswers(SentCommands sent, TimeProvider timeProvider)
{
    /// <summary>How long a command is looked for.</summary>
    public static readonly TimeSpan SearchTime = TimeSpan.FromSeconds(15);

    /// <summary>The time between the first two looks; it doubles from look to look.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest time between two looks.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    // ListCommands has a rate of its own, which all that is looked for shares.
    private readonly ThrottlePace _pace = new(timeProvider);

    /// <summary>Looks for the command of a call.</summary>
    /// <param name="service">Where it was sent.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Gives up, as when nothing was found.</param>
    /// <returns>What was found within <see cref="SearchTime"/>.</returns>
    public async Task<LostSearch> FindAsync(IRunCommandService service, LostCall call, CancellationToken cancellationToken)
    {
        using var time = new CancellationTokenSource(SearchTime, timeProvider);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            {
                if (await LookAsync(service, call, end.Token).ConfigureAwait(false) is { } result)
                {
                    return result;
                }

                await Task.Delay(pause, timeProvider, end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return LostSearch.Nothing;
        }
        catch (AccessDeniedException)
        {
            return LostSearch.NotAllowed;
        }
        catch (RunCommandException)
        {
            // It would fail the same way again, and it is not what the caller asked for.
            return LostSearch.Nothing;
        }
    }

    // Null where a later look may find more.
    private async Task<LostSearch?> LookAsync(IRunCommandService service, LostCall call, CancellationToken cancellationToken)
    {
        var turn = await _pace.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var page = await service.ListCommandsAsync(call.Query(service.ClockOffset), null, cancellationToken).ConfigureAwait(false);
            _pace.Accepted();

            // The offset is read again, because the answer may have been the first one to tell it.
            var fitting = page.Items.Where(command => call.IsAnsweredBy(command, service.ClockOffset) && !sent.Knows(command.CommandId)).ToArray();
            return fitting switch
            {
                [] => null,
                [var only] => sent.Take(only) ? new LostSearch(only, []) : null,
                _ => fitting.Any(sent.MayBeAnswered) ? null : new LostSearch(null, fitting),
            };
        }
        catch (ThrottlingException)
        {
            _pace.Throttled(turn);
            return null;
        }
        catch (RunCommandException error) when (error.IsTransient())
        {
            return null;
        }
    }
}
