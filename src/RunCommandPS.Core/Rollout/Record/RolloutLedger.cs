using RunCommandPS.Sending;

namespace RunCommandPS.Rollout.Record;

/// <summary>
/// The sends of one connection of a rollout. Each goes out with a marker, by which it is found again if its answer is lost.
/// </summary>
/// <param name="log">The rollout.</param>
/// <param name="connection">The connection.</param>
/// <param name="failed">Is called if the record can no longer be written.</param>
internal sealed class RolloutLedger(RolloutLog log, int connection, Action failed) : ISendLedger
{
    private readonly Dictionary<string, int> _parts = log.Planned.Parts
        .SelectMany((part, index) => part.Connection == connection ? part.InstanceIds.Select(id => (Id: id, Index: index)) : [])
        .ToDictionary(pair => pair.Id, pair => pair.Index, StringComparer.Ordinal);

    public LedgerEntry Begin(SendCommandRequest request)
    {
        try
        {
            var number = log.Send(PartOf(request), request.InstanceIds);
            var comment = RolloutMarker.Of(log.Planned.Id, number).AddTo(request.Comment);
            return new LedgerEntry(number, request with { Comment = comment ?? request.Comment });
        }
        catch (RunCommandException)
        {
            failed();
            throw;
        }
    }

    public void Accepted(LedgerEntry entry, Command command) => log.Add(at => new RolloutEvent.Sent(at, entry.Number, command.CommandId));

    public void Failed(LedgerEntry entry, RunCommandException error) =>
        log.Add(at => new RolloutEvent.Refused(at, entry.Number, error.Code, error.MayHaveRun, error.IsRetryable));

    // Criteria are the only part of a plan.
    private int PartOf(SendCommandRequest request) => request.InstanceIds is [var first, ..]
        ? _parts[first]
        : log.Planned.Parts.Select((part, index) => (part, index)).First(pair => pair.part.Connection == connection).index;
}
