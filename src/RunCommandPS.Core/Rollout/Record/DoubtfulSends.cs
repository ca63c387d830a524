using RunCommandPS.Reading;
using RunCommandPS.Sending;
using RunCommandPS.Waiting;

namespace RunCommandPS.Rollout.Record;

/// <summary>
/// Decides the sends of a rollout whose outcome is unknown, because their answers were lost or the process ended before they came.
/// The marker in the comment tells which command is which.
/// </summary>
/// <param name="log">The rollout.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class DoubtfulSends(RolloutLog log, TimeProvider timeProvider)
{
    /// <summary>
    /// After this time a request that was not accepted can no longer arrive. The service refuses a signature some minutes after its date
    /// (5 by AWS's own word, in most cases; 15 is a choice), and shows a command in its lists within a minute.
    /// </summary>
    public static readonly TimeSpan ArrivalLimit = TimeSpan.FromMinutes(16);

    /// <summary>Looks for the sends of a connection.</summary>
    /// <param name="service">Where they went.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Commands that were sent twice: another machine has continued with a copy of the record.</returns>
    /// <exception cref="RunCommandException">Commands can't be listed.</exception>
    public async Task<IReadOnlyList<Command>> DecideAsync(IRunCommandService service, int connection, CancellationToken cancellationToken)
    {
        var reader = new CommandReader(service);
        var doubles = new List<Command>();
        foreach (var send in log.Read(
            state => state.Sends.Where(send => send.IsInDoubt && state.Planned.Parts[send.Part].Connection == connection).ToList()))
        {
            var found = await FindAsync(reader, send, cancellationToken).ConfigureAwait(false);
            if (found.Count > 0)
            {
                log.Add(at => new RolloutEvent.Found(at, send.Number, found[0].CommandId));
                doubles.AddRange(found.Count > 1 ? found : []);
            }
            else if (IsMarked(send) && timeProvider.GetUtcNow() > send.At + ArrivalLimit)
            {
                log.Add(at => new RolloutEvent.Absent(at, send.Number));
            }
            else
            {
                // It may still arrive, or have arrived as one that can't be distinguished from others.
                log.Add(at => new RolloutEvent.Refused(at, send.Number, ErrorCode.ConnectionLost, MayHaveRun: true, IsRetryable: true));
            }
        }

        return doubles;
    }

    private async Task<IReadOnlyList<Command>> FindAsync(CommandReader reader, SendState send, CancellationToken cancellationToken)
    {
        var query = new CommandQuery
        {
            InstanceId = send.InstanceIds is [var first, ..] ? first : null,
            DocumentName = send.InstanceIds is null ? RequestOf(send).DocumentName : null,
            InvokedAfter = send.At - ServiceTime.LargestSkew,
        };
        var found = new List<Command>();
        await foreach (var command in reader.CommandsAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (RolloutMarker.TryRead(command.Comment, out var id, out var number) && id == log.Planned.Id && number == send.Number)
            {
                found.Add(command);
            }
        }

        return found;
    }

    private bool IsMarked(SendState send) => RolloutMarker.Of(log.Planned.Id, send.Number).AddTo(RequestOf(send).Comment) is not null;

    private SendCommandRequest RequestOf(SendState send) => log.Planned.Parts[send.Part].Request;
}
