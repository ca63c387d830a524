namespace RunCommandPS.Sending;

/// <summary>
/// What a session has sent: the ids that were returned, and the requests that are not answered yet. A command that belongs to one of them
/// is not the one whose answer another request lost. Safe for use by several threads.
/// </summary>
internal sealed class SentCommands
{
    // Far more than can be sent while one lost answer is looked for.
    private const int IdsKept = 5000;

    private readonly object _gate = new();
    private readonly List<SendCommandRequest> _unanswered = [];
    private readonly RecentIds _ids = new(IdsKept);

    /// <summary>A request is on its way from now until the result is disposed.</summary>
    public Call Begin(SendCommandRequest request)
    {
        lock (_gate)
        {
            _unanswered.Add(request);
        }

        return new Call(this, request);
    }

    /// <summary>Whether a command is known to belong to a request, so that it is not the one that is looked for.</summary>
    public bool Knows(string commandId) => _ids.Contains(commandId);

    /// <summary>Whether a command may be that of a request on its way, so that its answer is worth waiting for.</summary>
    public bool MayBeAnswered(Command command)
    {
        lock (_gate)
        {
            return _unanswered.Any(request => CommandMatch.Fits(request, command));
        }
    }

    /// <summary>Takes a command for a request whose answer was lost.</summary>
    /// <returns>False if another request has it, or may have.</returns>
    public bool Take(Command command)
    {
        lock (_gate)
        {
            return !MayBeAnswered(command) && _ids.Add(command.CommandId);
        }
    }

    private void End(SendCommandRequest request, string? commandId)
    {
        lock (_gate)
        {
            if (commandId is not null)
            {
                _ids.Add(commandId);
            }

            _unanswered.RemoveAt(_unanswered.FindIndex(other => ReferenceEquals(other, request)));
        }
    }

    /// <summary>A request on its way.</summary>
    internal sealed class Call(SentCommands sent, SendCommandRequest request) : IDisposable
    {
        private string? _commandId;

        /// <summary>It was answered.</summary>
        public void Answered(string commandId) => _commandId = commandId;

        /// <summary>It is no longer on its way, whatever its outcome.</summary>
        public void Dispose() => sent.End(request, _commandId);
    }
}
