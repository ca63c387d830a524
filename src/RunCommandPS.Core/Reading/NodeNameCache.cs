using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace RunCommandPS.Reading;

/// <summary>Reads one page of what DescribeInstanceProperties reports about nodes.</summary>
/// <param name="instanceIds">Only these nodes; empty for all.</param>
/// <param name="nextToken">Token of the page; null for the first.</param>
/// <param name="cancellationToken">Cancels the operation.</param>
internal delegate Task<Page<ManagedNode>> ReadNodeProperties(
    IReadOnlyList<string> instanceIds, string? nextToken, CancellationToken cancellationToken);

/// <summary>What a lookup of names took.</summary>
/// <param name="Calls">How many calls it made.</param>
/// <param name="Failure">Why there will be no more of them; null if there will be.</param>
internal sealed record NameLookUp(int Calls, Exception? Failure)
{
    /// <summary>Nothing was asked.</summary>
    public static NameLookUp None { get; } = new(0, null);
}

/// <summary>
/// The names of a connection's nodes, each requested once. A name is a convenience, so it must cost little: a lookup takes two seconds at
/// most, and after the first failure (often a missing permission) no more are requested.
/// </summary>
/// <remarks>
/// A call takes 40 ids, or lists 1,000 nodes. A few nodes are requested by their ids; if there are more of them, a page of the list
/// is read first, so that a fleet of thousands takes few calls and one node of a large fleet does not cause all of it to be read.
/// </remarks>
/// <param name="clock">Limits a lookup.</param>
[SuppressMessage(
    "Design", "CA1001", Justification = "A semaphore holds nothing to be released as long as nobody asks for its wait handle.")]
internal sealed class NodeNameCache(TimeProvider clock)
{
    /// <summary>How long one lookup may take.</summary>
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    /// <summary>Most pages that are read of the list of all nodes.</summary>
    public const int ListPagesMaximum = 20;

    /// <summary>Most calls in all.</summary>
    public const int CallsMaximum = 250;

    // After this many calls for a few nodes each, the list is cheaper.
    private const int CallsBeforeList = 3;

    // With more left than this many calls take, the next page of the list is worth more.
    private const int CallsAtATime = 5;

    private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private string? _nextPage;
    private int _listPages;
    private int _calls;
    private bool _isListed;
    private volatile bool _isOver;

    /// <summary>The name of a node; null if none is known.</summary>
    public string? Find(string instanceId) => _names.GetValueOrDefault(instanceId) is { Length: > 0 } name ? name : null;

    /// <summary>Whether a node has a name can't be known: its name was not read.</summary>
    public bool IsUnread(ManagedNode node) => node.Name.Length == 0 && !_names.ContainsKey(node.InstanceId);

    /// <summary>
    /// Why names are not requested any more, as a sentence; null if they are, or if there were too many to request.
    /// </summary>
    public string? Why { get; private set; }

    /// <summary>A node with its name. A name that the service itself reports stays.</summary>
    public ManagedNode Named(ManagedNode node) =>
        node.Name.Length == 0 && Find(node.InstanceId) is { } name ? node with { Name = name } : node;

    /// <summary>An invocation with its node's name, if it has one, in place of the name of the machine.</summary>
    public CommandInvocation Named(CommandInvocation invocation) =>
        Find(invocation.InstanceId) is { } name ? invocation with { InstanceName = name } : invocation;

    /// <summary>Requests the names of those nodes whose names were not requested before.</summary>
    /// <param name="instanceIds">The nodes.</param>
    /// <param name="read">Makes a call.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing else is thrown.</exception>
    public async Task<NameLookUp> LookUpAsync(
        IEnumerable<string> instanceIds, ReadNodeProperties read, CancellationToken cancellationToken)
    {
        if (_isOver || Unknown(instanceIds) is not { Count: > 0 } unknown)
        {
            return NameLookUp.None;
        }

        using var limit = new CancellationTokenSource(TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await _gate.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Another caller is asking, and continues with it.
            return NameLookUp.None;
        }

        var before = _calls;
        try
        {
            await AskAsync(Unknown(unknown), read, either.Token).ConfigureAwait(false);
            return new NameLookUp(_calls - before, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && _calls - before > 1)
        {
            // Some of it came in time; the rest is requested with the next nodes.
            return new NameLookUp(_calls - before, null);
        }
        catch (Exception exception) when (exception is RunCommandException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Why = exception is RunCommandException ? exception.Message : $"There was no response in {TimeLimit.TotalSeconds:0} seconds.";
            _isOver = true;
            return new NameLookUp(_calls - before, exception);
        }
        finally
        {
            _gate.Release();
        }
    }

    private List<string> Unknown(IEnumerable<string> instanceIds) =>
        instanceIds.Where(id => id.Length > 0 && !_names.ContainsKey(id)).Distinct(StringComparer.Ordinal).ToList();

    private async Task AskAsync(List<string> unknown, ReadNodeProperties read, CancellationToken cancellationToken)
    {
        var isFirst = true;
        while (!_isOver && unknown.Count > 0 && IsListNext(unknown.Count, isFirst))
        {
            isFirst = false;
            var page = await CallAsync([], _nextPage, read, cancellationToken).ConfigureAwait(false);
            _listPages++;
            _isListed = page.NextToken is null || page.NextToken == _nextPage;
            _nextPage = page.NextToken;
            unknown = Unknown(unknown);
        }

        foreach (var ids in unknown.Chunk(ServiceLimits.PropertyFiltersMaximum))
        {
            await AskByIdAsync(ids, read, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsListNext(int unknown, bool isFirst) => !_isListed && _listPages < ListPagesMaximum
        && (isFirst
            ? unknown > ServiceLimits.PropertyFiltersMaximum || _calls >= CallsBeforeList
            : unknown > CallsAtATime * ServiceLimits.PropertyFiltersMaximum);

    private async Task AskByIdAsync(string[] ids, ReadNodeProperties read, CancellationToken cancellationToken)
    {
        try
        {
            string? nextToken = null;
            do
            {
                if (_isOver)
                {
                    return;
                }

                var page = await CallAsync(ids, nextToken, read, cancellationToken).ConfigureAwait(false);
                nextToken = page.NextToken == nextToken ? null : page.NextToken;
            }
            while (nextToken is not null);
        }
        catch (InvalidInstanceIdException)
        {
            // A node that is gone says nothing about the others.
        }

        foreach (var id in ids)
        {
            _names.TryAdd(id, "");
        }
    }

    private async Task<Page<ManagedNode>> CallAsync(
        IReadOnlyList<string> instanceIds, string? nextToken, ReadNodeProperties read, CancellationToken cancellationToken)
    {
        _isOver = ++_calls >= CallsMaximum;
        var page = await read(instanceIds, nextToken, cancellationToken).ConfigureAwait(false);
        foreach (var node in page.Items)
        {
            _names[node.InstanceId] = node.Name;
        }

        return page;
    }
}
