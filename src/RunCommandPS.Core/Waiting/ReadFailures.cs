namespace RunCommandPS.Waiting;

/// <summary>
/// Failures of reads that are retried: how long there has been nothing else, and whether that is tolerated. Reading again does no
/// harm, so it continues for minutes if the service has answered before, and not for long if it never has: then the address or the
/// credentials are wrong.
/// </summary>
/// <param name="timeProvider">The clock.</param>
internal sealed class ReadFailures(TimeProvider timeProvider)
{
    /// <summary>How long nothing but failures is tolerated.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>The same, if there was never an answer.</summary>
    public static readonly TimeSpan LimitWithoutAnswer = TimeSpan.FromSeconds(30);

    private long? _since;
    private int _count;

    /// <summary>How long there have been only failures; zero after a success.</summary>
    public TimeSpan Length => _since is { } since ? timeProvider.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>The last failure; null after a success.</summary>
    public RunCommandException? Last { get; private set; }

    /// <summary>A read succeeded.</summary>
    public void Clear() => (_since, _count, Last) = (null, 0, null);

    /// <summary>A read failed.</summary>
    /// <param name="error">Its error.</param>
    /// <param name="hasAnswered">Whether the service has ever answered.</param>
    /// <returns>Whether to read again; otherwise the error is final.</returns>
    public bool Tolerate(RunCommandException error, bool hasAnswered)
    {
        _since ??= timeProvider.GetTimestamp();
        _count++;
        Last = error;

        // What the caller has to fix is retried once at the start, with new credentials, and not for minutes.
        var isForTheCaller = !hasAnswered && !error.IsRetryable;
        return error.IsTransient() && (isForTheCaller ? _count <= 1 : Length < (hasAnswered ? Limit : LimitWithoutAnswer));
    }
}
