using System.Globalization;
using System.Runtime.CompilerServices;

namespace RunCommandPS.Rollout;

/// <summary>
/// Hands out the commands of a fleet so that its limits apply to all nodes together: a command takes 50 nodes, and the service enforces
/// limits only within a command. A command is handed out when enough earlier nodes have ended, and no more once too many have failed.
/// </summary>
internal sealed class FleetRollout
{
    private readonly object _gate = new();
    private readonly List<Remaining> _parts;
    private RolloutBudget _budget = new(null, null);
    private RolloutHalt _halt;
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A rollout to the nodes of several parts.</summary>
    /// <param name="parts">The nodes.</param>
    /// <param name="maxConcurrency">How many nodes, or what percentage, run at the same time; null for all, or the service's default if
    /// errors are limited.</param>
    /// <param name="maxErrors">How many errors, or what percentage, are tolerated; null for any number.</param>
    public FleetRollout(IEnumerable<FleetPart> parts, string? maxConcurrency, string? maxErrors)
        : this(parts, maxConcurrency, maxErrors, FleetPast.None)
    {
    }

    /// <summary>What is left of a rollout.</summary>
    /// <param name="parts">The nodes that are still to start.</param>
    /// <param name="maxConcurrency">As for the whole rollout.</param>
    /// <param name="maxErrors">As for the whole rollout.</param>
    /// <param name="past">The state of the others.</param>
    public FleetRollout(IEnumerable<FleetPart> parts, string? maxConcurrency, string? maxErrors, FleetPast past)
    {
        _parts = parts.Where(part => part.InstanceIds.Count > 0).Select(part => new Remaining(part)).ToList();
        var waiting = _parts.Sum(part => part.Waiting);
        Nodes = past.Nodes + waiting;
        if (past.Nodes == 0 && _parts is [{ Waiting: <= ServiceLimits.InstanceIdsMaximum } only])
        {
            // One command is enough, so the service enforces the limits itself.
            _parts = [only.With(maxConcurrency, maxErrors)];
            return;
        }

        _budget = new RolloutBudget(
            (maxConcurrency ?? maxErrors) is null
                ? null
                : RateLimit.Concurrency(maxConcurrency ?? ServiceLimits.MaxConcurrencyDefault, Nodes),
            maxErrors is null ? null : RateLimit.Errors(maxErrors, Nodes)).After(past.Running, past.Lost, past.Errors);
    }

    /// <summary>All nodes.</summary>
    public int Nodes { get; }

    /// <summary>Why nodes were not started; <see cref="RolloutHalt.None"/> if all were, or may still be.</summary>
    public RolloutHalt Halt
    {
        get
        {
            lock (_gate)
            {
                return _parts.Any(part => part.Waiting > 0) ? Halted : RolloutHalt.None;
            }
        }
    }

    /// <summary>The nodes that were not handed out in any command.</summary>
    public IReadOnlyList<string> NotStarted
    {
        get
        {
            lock (_gate)
            {
                return _parts.SelectMany(part => part.InstanceIds).ToArray();
            }
        }
    }

    private RolloutHalt Halted => _halt != RolloutHalt.None ? _halt : _budget.Halt;

    /// <summary>The commands, each as soon as it may start.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <param name="connection">The connection whose nodes are wanted. All connections share the limits.</param>
    public async IAsyncEnumerable<SendCommandRequest> RequestsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken, int connection = 0)
    {
        while (Next(connection, out var change) is var next && (next is not null || change is not null))
        {
            if (next is not null)
            {
                yield return next;
            }
            else
            {
                await change!.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A node has ended.</summary>
    /// <param name="isError">Whether it counts as an error.</param>
    public void Ended(bool isError) => Change(budget => budget.WithEnded(isError));

    /// <summary>A send was accepted.</summary>
    public void Accepted() => Change(budget => budget.WithAnswer());

    /// <summary>Nodes that were handed out do not run: the service refused them.</summary>
    public void Released(int nodes) => Change(budget => budget.WithReleased(nodes).WithAnswer());

    /// <summary>
    /// The answer to a send was lost. Its nodes may be running unobserved: each counts as an error and keeps its place.
    /// </summary>
    public void Unanswered(int nodes) => Change(budget => budget.WithLost(nodes).WithoutAnswer());

    /// <summary>
    /// Nodes that may be running unobserved: their command was given up, or the service does not report them.
    /// Each counts as an error and keeps its place.
    /// </summary>
    public void Lost(int nodes) => Change(budget => budget.WithLost(nodes));

    /// <summary>No further command is handed out.</summary>
    public void HaltFor(RolloutHalt reason)
    {
        lock (_gate)
        {
            _halt = reason;
        }

        Change(budget => budget);
    }

    private void Change(Func<RolloutBudget, RolloutBudget> change)
    {
        lock (_gate)
        {
            _budget = change(_budget);
            _change.TrySetResult();
            _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    // The next command; or what to wait for before there is one; or neither, when there are no more.
    private SendCommandRequest? Next(int connection, out Task? change)
    {
        lock (_gate)
        {
            change = null;
            if (Halted != RolloutHalt.None || _parts.Find(part => part.Connection == connection && part.Waiting > 0) is not { } part)
            {
                return null;
            }

            var size = _budget.Size(part.Waiting);
            if (size == 0)
            {
                change = _change.Task;
                return null;
            }

            var template = part.Template;
            var request = template with
            {
                InstanceIds = part.Take(size),
                MaxConcurrency = _budget.Concurrency is null ? template.MaxConcurrency : size.ToString(CultureInfo.InvariantCulture),
                MaxErrors = _budget.ErrorsLeft is { } left ? left.ToString(CultureInfo.InvariantCulture) : template.MaxErrors,
            };
            _budget = _budget.WithStarted(size);
            return request;
        }
    }

    // A part, and how much of it was handed out.
    private sealed class Remaining(FleetPart part)
    {
        private int _given;

        public int Connection => part.Connection;

        public SendCommandRequest Template => part.Template;

        public int Waiting => part.InstanceIds.Count - _given;

        public IEnumerable<string> InstanceIds => part.InstanceIds.Skip(_given);

        public string[] Take(int count)
        {
            var taken = InstanceIds.Take(count).ToArray();
            _given += count;
            return taken;
        }

        public Remaining With(string? maxConcurrency, string? maxErrors) => new(part with
        {
            Template = Template with
            {
                MaxConcurrency = maxConcurrency ?? Template.MaxConcurrency,
                MaxErrors = maxErrors ?? Template.MaxErrors,
            },
        });
    }
}
