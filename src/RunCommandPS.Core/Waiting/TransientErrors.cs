namespace RunCommandPS.Waiting;

/// <summary>
/// Decides which errors a later call of the same kind may not meet. It is a rule for calls that do no harm when they are retried: reads and
/// cancels.
/// </summary>
internal static class TransientErrors
{
    /// <summary>
    /// Whether a later call may succeed. Besides what the service itself calls retryable, these are: expired credentials, because
    /// new ones are looked up; an answer that makes no sense, because it came from a proxy or a broken connection; and a page that is no
    /// longer known, because reading starts over.
    /// </summary>
    /// <param name="error">What the call failed with.</param>
    /// <returns>False if the same call would fail for the same reason again: no permission, a value that breaks a rule.</returns>
    public static bool IsTransient(this RunCommandException error) =>
        error.IsRetryable || error.NeedsNewCredentials() || error is InvalidReplyException or InvalidNextTokenException;

    /// <summary>Whether the credentials were refused, or there were none.</summary>
    public static bool NeedsNewCredentials(this RunCommandException error) => error.Kind == ErrorKind.AuthenticationError;
}
