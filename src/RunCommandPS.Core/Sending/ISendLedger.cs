namespace RunCommandPS.Sending;

/// <summary>Keeps track of calls that send, from before each is made, so that none is forgotten whatever ends the process.</summary>
internal interface ISendLedger
{
    /// <summary>A call is about to be made. It is made only once this has returned.</summary>
    /// <param name="request">What is to be sent.</param>
    /// <returns>The call's entry, with the request as it goes out.</returns>
    /// <exception cref="RunCommandException">It can't be recorded, so the call must not be made.</exception>
    LedgerEntry Begin(SendCommandRequest request);

    /// <summary>The command was accepted.</summary>
    void Accepted(LedgerEntry entry, Command command);

    /// <summary>The call failed.</summary>
    void Failed(LedgerEntry entry, RunCommandException error);
}

/// <summary>A call that sends.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Request">The request as it goes out.</param>
internal sealed record LedgerEntry(int Number, SendCommandRequest Request);

/// <summary>Keeps track of nothing.</summary>
internal sealed class NoLedger : ISendLedger
{
    public LedgerEntry Begin(SendCommandRequest request) => new(0, request);

    public void Accepted(LedgerEntry entry, Command command)
    {
    }

    public void Failed(LedgerEntry entry, RunCommandException error)
    {
    }
}
