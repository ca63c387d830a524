using System.Globalization;
using System.Runtime.CompilerServices;

namespace RunCommandPS.Rollout;

/// <summary>
/// Gives out the commands of a fleet, so that its limits hold for all nodes together: a command takes 50 nodes, and the service keeps
/// limits only within a command. A command is given out when enough of the nodes before have ended, and no more once too many have failed.
/// </summary>
internal sealed class FleetRollout
{
    // With fewer free places than this part of the limit a command is not worth while, unless it is the last.
    private const int SmallestPart = 4;

    private readonly object _gate = new();
    private readonly List<FleetPart> _parts;
    private readonly int? _concurrency;
    private readonly int? _maxErrors;
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _part;
    private int _given;
    private int _open;
    private int _errors;

    /// <summary>A rollout to the nodes of several parts.</summary>
    /// <param name="parts">The nodes.</param>
    /// <param name="maxConcurrency">How many nodes, or what percentage, run at the same time; null for all, or the service's default where errors are limited.</param>
    /// <param name="maxErrors">How many errors, or what percentage, are borne; null for any number.</param>
    public FleetRollout(IEnumerable<FleetPart> parts, string? maxConcurrency, string? maxErrors)
    {
        _parts = parts.Where(part => part.InstanceIds.Count > 0).ToList();
        Nodes = _parts.Sum(part => part.InstanceIds.Count);
        if (_parts is [{ InstanceIds.Count: <= ServiceLimits.InstanceIdsMaximum } only])
        {
            // One command is enough, so the service keeps the limits itself.
            _parts = [only with { Template = only.Template with { MaxConcurrency = maxConcurrency ?? only.Template.MaxConcurrency, MaxErrors = maxErrors ?? only.Template.MaxErrors } }];
            return;
        }

        _maxErrors = maxErrors is null ? null : RateLimit.Errors(maxErrors, Nodes);
        _concurrency = (maxConcurrency ?? maxErrors) is null ? null : RateLimit.Concurrency(maxConcurrency ?? ServiceLimits.MaxConcurrencyDefault, Nodes);
    }

    /// <summary>All nodes.</summary>
    public int Nodes { get; }

    /// <summary>Whether too many have failed for any further node to start.</summary>
    public bool IsStopped { get; private set; }

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

    private bool IsOver => _part == _parts.Count || IsStopped;

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
    public void Ended(bool isError) => Change(1, isError ? 1 : 0);

    /// <summary>Nodes that were given out do not run: they were not sent to, or nothing was heard of them.</summary>
    public void Released(int nodes) => Change(nodes, 0);

    /// <summary>
    /// Nodes of a command whose answer got lost. It may run on them and nobody will hear of it, so that each counts as an error: to be told of
    /// too many where there were fewer does less harm than the opposite.
    /// </summary>
    public void Lost(int nodes) => Change(nodes, nodes);

    private void Change(int ended, int errors)
    {
        lock (_gate)
        {
            _open -= ended;
            _errors += errors;
            IsStopped |= _errors > _maxErrors && _part < _parts.Count;
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
            if (IsOver)
            {
                return null;
            }

            var (template, ids) = _parts[_part];
            var whole = Math.Min(ids.Count - _given, ServiceLimits.InstanceIdsMaximum);
            var size = _concurrency is { } limit ? Math.Min(whole, limit - _open) : whole;
            if (size < Math.Min(whole, Math.Max(1, (_concurrency ?? 0) / SmallestPart)))
            {
                change = _change.Task;
                return null;
            }

            var request = template with
            {
                InstanceIds = ids.Skip(_given).Take(size).ToArray(),
                MaxConcurrency = _concurrency is null ? template.MaxConcurrency : size.ToString(CultureInfo.InvariantCulture),
                MaxErrors = _maxErrors is { } borne ? (borne - _errors).ToString(CultureInfo.InvariantCulture) : template.MaxErrors,
            };
            _open += size;
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
