using System.Globalization;
using System.Runtime.CompilerServices;

namespace RunCommandPS.Rollout;

/// <summary>
/// Gives out the commands of a fleet, so that its limits hold for all nodes together: a command takes 50 nodes, and the service keeps
/// limits only within a command. A command is given out when enough of the nodes before have ended, and no more once too many have failed.
/// </summary>
internal sealed class FleetRollout
{
    private readonly object _gate = new();
    private readonly List<FleetPart> _parts;
    private RolloutBudget _budget = new(null, null);
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _part;
    private int _given;

    /// <summary>A rollout to the nodes of several parts.</summary>
    /// <param name="parts">The nodes.</param>
    /// <param name="maxConcurrency">How many nodes, or what percentage, run at the same time; null for all, or the service's default where
    /// errors are limited.</param>
    /// <param name="maxErrors">How many errors, or what percentage, are tolerated; null for any number.</param>
    public FleetRollout(IEnumerable<FleetPart> parts, string? maxConcurrency, string? maxErrors)
    {
        _parts = parts.Where(part => part.InstanceIds.Count > 0).ToList();
        Nodes = _parts.Sum(part => part.InstanceIds.Count);
        if (_parts is [{ InstanceIds.Count: <= ServiceLimits.InstanceIdsMaximum } only])
        {
            // One command is enough, so the service keeps the limits itself.
            var limited = only.Template with
            {
                MaxConcurrency = maxConcurrency ?? only.Template.MaxConcurrency,
                MaxErrors = maxErrors ?? only.Template.MaxErrors,
            };
            _parts = [only with { Template = limited }];
            return;
        }

        _budget = new RolloutBudget(
            (maxConcurrency ?? maxErrors) is null
                ? null
                : RateLimit.Concurrency(maxConcurrency ?? ServiceLimits.MaxConcurrencyDefault, Nodes),
            maxErrors is null ? null : RateLimit.Errors(maxErrors, Nodes));
    }

    /// <summary>All nodes.</summary>
    public int Nodes { get; }

    /// <summary>Why nodes were not started; <see cref="RolloutHalt.None"/> where all were, or may still be.</summary>
    public RolloutHalt Halt
    {
        get
        {
            lock (_gate)
            {
                return _part < _parts.Count ? _budget.Halt : RolloutHalt.None;
            }
        }
    }

    /// <summary>The nodes that were given out in no command.</summary>
    public IReadOnlyList<string> NotStarted
    {
        get
        {
            lock (_gate)
            {
                return _parts.Skip(_part).SelectMany((part, index) => part.InstanceIds.Skip(index == 0 ? _given : 0)).ToArray();
            }
        }
    }

    /// <summary>The commands, each when it may start.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<SendCommandRequest> RequestsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (Next(out var change) is var next && (next is not null || change is not null))
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

    /// <summary>Nodes that were given out do not run: the service refused them.</summary>
    public void Released(int nodes) => Change(budget => budget.WithReleased(nodes));

    /// <summary>
    /// Nodes that may run, unknown to anybody: the answer to their command got lost, the command was given up, or the service tells
    /// nothing of them. Each counts as an error and keeps its place.
    /// </summary>
    public void Lost(int nodes) => Change(budget => budget.WithLost(nodes));

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
    private SendCommandRequest? Next(out Task? change)
    {
        lock (_gate)
        {
            change = null;
            if (_part == _parts.Count || _budget.Halt != RolloutHalt.None)
            {
                return null;
            }

            var (template, ids) = _parts[_part];
            var size = _budget.Size(ids.Count - _given);
            if (size == 0)
            {
                change = _change.Task;
                return null;
            }

            var request = template with
            {
                InstanceIds = ids.Skip(_given).Take(size).ToArray(),
                MaxConcurrency = _budget.Concurrency is null ? template.MaxConcurrency : size.ToString(CultureInfo.InvariantCulture),
                MaxErrors = _budget.ErrorsLeft is { } left ? left.ToString(CultureInfo.InvariantCulture) : template.MaxErrors,
            };
            _budget = _budget.WithStarted(size);
            _given += size;
            if (_given == ids.Count)
            {
                _part++;
                _given = 0;
            }

            return request;
        }
    }
}
