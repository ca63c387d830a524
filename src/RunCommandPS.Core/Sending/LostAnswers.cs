using RunCommandPS.Waiting;

namespace RunCommandPS.Sending;

/// <summary>
/// Looks for the commands of calls whose answers were lost. What is not found may have been accepted anyway: the service shows a
/// command some time after it has accepted it.
/// </summary>
/// <param name="sent">What the session has sent.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class LostAnswers(SentCommands sent, TimeProvider timeProvider)
{
    /// <summary>How long a command is looked for: the last poll begins then.</summary>
    public static readonly TimeSpan SearchTime = TimeSpan.FromSeconds(15);

    /// <summary>How long after its start a search is given up at the latest, even if a poll is not answered.</summary>
    public static readonly TimeSpan LongestSearch = TimeSpan.FromSeconds(17);

    /// <summary>The time between the first two polls; it doubles from one to the next.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest time between two polls.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    // ListCommands has a rate of its own, which all searches share.
    private readonly ThrottlePace _pace = new(timeProvider);

    /// <summary>Looks for the command of a call.</summary>
    /// <param name="service">Where it was sent.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Cancels the search, as if nothing was found.</param>
    /// <returns>What was found in time.</returns>
    public async Task<LostSearch> FindAsync(IRunCommandService service, LostCall call, CancellationToken cancellationToken)
    {
        var began = timeProvider.GetTimestamp();
        using var time = new CancellationTokenSource(LongestSearch, timeProvider);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            for (var pause = FirstPause; ; pause = Shorter(pause * 2, LongestPause))
            {
                var isLast = timeProvider.GetElapsedTime(began) >= SearchTime;
                if (await PollAsync(service, call, end.Token).ConfigureAwait(false) is { } result)
                {
                    return result;
                }

                if (isLast)
                {
                    return LostSearch.Nothing;
                }

                // The time that a slow poll has used up is not waited for again, and the last poll is made anyway.
                var left = SearchTime - timeProvider.GetElapsedTime(began);
                if (left > TimeSpan.Zero)
                {
                    await Task.Delay(Shorter(pause, left), timeProvider, end.Token).ConfigureAwait(false);
                }
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
            // The service refuses it, and would do so again.
            return LostSearch.Nothing;
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    // Null if a later poll may find more.
    private async Task<LostSearch?> PollAsync(IRunCommandService service, LostCall call, CancellationToken cancellationToken)
    {
        var turn = await _pace.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var page = await service.ListCommandsAsync(call.Query(service.ClockOffset), null, cancellationToken).ConfigureAwait(false);
            _pace.Accepted();

            // The offset is read again, because the answer may have been the first one that revealed it.
            var offset = service.ClockOffset;
            var fitting = page.Items.Where(command => call.IsAnsweredBy(command, offset) && !sent.Knows(command.CommandId)).ToArray();
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
        catch (RunCommandException error) when (error.IsTransient() || error.HttpStatusCode is not (>= 400 and < 500))
        {
            return null;
        }
    }
}
