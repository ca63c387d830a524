using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Connection;
using RunCommandPS.Errors;
using RunCommandPS.Parameters;
using RunCommandPS.Pipeline;
using RunCommandPS.Reading;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary><c>Get-RunCommandNode</c>: managed nodes, by id or by their properties.</summary>
[Cmdlet(VerbsCommon.Get, "RunCommandNode", HelpUri = HelpPages.Address + "Get-RunCommandNode.md")]
[OutputType(typeof(ManagedNode))]
public sealed class GetRunCommandNodeCommand : RemoteCmdlet
{
    // Ids that came down the pipeline and were not requested yet, by connection, in the order they came.
    private readonly ByConnection<List<string>> _waiting = new();
    private readonly HashSet<(ConnectionOptions Connection, string InstanceId)> _named = [];
    private readonly HashSet<string> _found = new(StringComparer.OrdinalIgnoreCase);

    // For an id that is requested at several places, those that do not know it.
    private readonly Dictionary<string, List<ConnectionOrigin>> _missing = new(StringComparer.Ordinal);
    private readonly ReadingProgress _progress = new("Getting managed nodes", "nodes");
    private WildcardPattern[] _names = [];
    private FirstOnly _first = new(null);
    private int _places;
    private int _unread;
    private string? _unreadWhy;
    private readonly NodeLines _lines;

    /// <summary>Makes the cmdlet.</summary>
    public GetRunCommandNodeCommand() => _lines = new(this, () => Connections()[0]);

    /// <summary>Ids of nodes, or nodes in any form that Send-RunCommand takes.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("InstanceIds", "Node", "Id")]
    [ValidateNotNull]
    [NodeReferenceTransformation(TakesLines = true, Criteria = "-Tag")]
    [ArgumentCompleter(typeof(NodeIdCompleter))]
    public NodeReference[]? InstanceId { get; set; }

    /// <summary>Only nodes with this name or computer name; with wildcards.</summary>
    [Parameter]
    [Alias("ComputerName")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only nodes with these tags, all of them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [TagFilterTransformation]
    [ArgumentCompleter(typeof(NodeTagCompleter))]
    public QueryFilter[]? Tag { get; set; }

    /// <summary>Only nodes of these platforms.</summary>
    [Parameter]
    [Alias("Platform")]
    [ValidateNotNullOrEmpty]
    [ValidateSet(RunCommandPS.PlatformType.Windows, RunCommandPS.PlatformType.Linux, RunCommandPS.PlatformType.MacOS)]
    public string[]? PlatformType { get; set; }

    /// <summary>Only nodes with one of these ping statuses.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateSet(RunCommandPS.PingStatus.Online, RunCommandPS.PingStatus.ConnectionLost, RunCommandPS.PingStatus.Inactive)]
    public string[]? PingStatus { get; set; }

    /// <summary>Only EC2 instances, or only other machines.</summary>
    [Parameter]
    [ValidateSet(NodeResourceType.EC2Instance, NodeResourceType.ManagedInstance)]
    public string? ResourceType { get; set; }

    /// <summary>Only nodes whose SSM Agent has one of these versions.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? AgentVersion { get; set; }

    /// <summary>At most this many nodes; no more pages are read than necessary.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <summary>Reads the wildcards, and counts the places.</summary>
    protected override void BeginProcessing()
    {
        _names = (Name ?? []).Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase)).ToArray();
        _first = new FirstOnly(First);
        _places = Connections().Count;
    }

    /// <summary>Collects ids and requests every hundred of them.</summary>
    protected override void ProcessRecord() => Collect(_lines.Read(InstanceId ?? []));

    private void Collect(IEnumerable<NodeReference> references)
    {
        foreach (var reference in references)
        {
            // It is unknown which of several connections a bare id belongs to.
            var connections = Connections(reference.Origin);
            if (!_named.Add((connections[0], reference.InstanceId)))
            {
                continue;
            }

            foreach (var connection in connections)
            {
                _waiting[connection].Add(reference.InstanceId);
            }

            Read([.. connections.Where(connection => _waiting[connection].Count == ServiceLimits.FilterValuesMaximum)]);
        }
    }

    /// <summary>Requests the last ids, or all nodes.</summary>
    protected override void EndProcessing()
    {
        Collect(_lines.End());

        // An empty pipeline names no nodes; that is not the same as specifying none.
        Read(InstanceId is null && !MyInvocation.ExpectingInput
            ? Connections()
            : [.. _waiting.Select(group => group.Connection)]);
        _progress.Close(this);
        ReportNotFound();
    }

    /// <inheritdoc/>
    private protected override object? ErrorTarget => InstanceId?.Select(reference => reference.InstanceId).ToArray();

    // As with other Get cmdlets, a name without wildcards that matches nothing is a mistake, and a filter that matches nothing is not.
    private void ReportNotFound()
    {
        foreach (var name in (Name ?? [])
            .Where(name => !_first.IsReached && !WildcardPattern.ContainsWildcardCharacters(name))
            .Select(WildcardPattern.Unescape)
            .Where(name => !_found.Contains(name)))
        {
            WriteError(ErrorRecords.From(ReadingErrors.NoSuchNodeName(name, _unread, _unreadWhy), name));
        }

        foreach (var (id, origins) in _missing.Where(missing => missing.Value.Count == _places))
        {
            var regions = origins.Select(origin => origin.Region).Distinct().Order(StringComparer.Ordinal);
            var everywhere = origins[0] with { Region = string.Join(", ", regions) };
            WriteError(ErrorRecords.From(ReadingErrors.NoSuchNode(id, everywhere), id));
        }

        var (bare, valued) =
            (Tag?.FirstOrDefault(tag => tag.Key == QueryFilter.TagKey), Tag?.FirstOrDefault(tag => tag.Key != QueryFilter.TagKey));
        if (!_first.IsAny && bare is not null && valued is not null)
        {
            var meant = $"{valued.ToString()[QueryFilter.TagPrefix.Length..]},{bare.Values[0]}";
            WriteWarning(
                $"No node has all of {string.Join(" and ", Tag!.Select(tag => $"'{tag}'"))}. "
                + $"If {bare.Values[0]} was meant as a value, enclose it in quotes, '{meant}': "
                + "without them, PowerShell reads it as two tags.");
        }
    }

    private void Read(IReadOnlyList<ConnectionOptions> connections)
    {
        var ids = connections.ToDictionary(connection => connection, connection => _waiting[connection]);
        foreach (var connection in connections)
        {
            _waiting.Remove(connection);
        }

        if (connections.Count > 0 && !_first.IsReached)
        {
            Run((output, stop) => SeveralConnections.ReadAsync(
                connections, connection => ReadAsync(connection, ids[connection], output, stop), output));
        }
    }

    private async Task ReadAsync(ConnectionOptions connection, List<string> ids, PipelineOutput output, CancellationToken stop)
    {
        var service = SessionService.WithNames(connection, output);
        var reader = new NodeReader(service);
        var query = new NodeQuery { InstanceIds = ids, Filters = Filters() };
        var found = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var node in _progress.Over(reader.NodesAsync(query, stop), output, stop).ConfigureAwait(false))
        {
            if (ids.Count > 0)
            {
                found.Add(node.InstanceId);
            }

            if (IsNamed(node, service.Names) && !await _first.WriteAsync(output, node).ConfigureAwait(false))
            {
                return;
            }
        }

        foreach (var id in await reader.UnknownAsync(query, found, stop).ConfigureAwait(false))
        {
            if (_places == 1)
            {
                await output.ErrorAsync(ErrorRecords.From(reader.NoSuchNode(id), id)).ConfigureAwait(false);
            }
            else
            {
                Miss(id, service.Origin);
            }
        }
    }

    private void Miss(string id, ConnectionOrigin origin)
    {
        lock (_missing)
        {
            if (!_missing.TryGetValue(id, out var origins))
            {
                _missing.Add(id, origins = []);
            }

            origins.Add(origin);
        }
    }

    private bool IsNamed(ManagedNode node, NodeNameCache names)
    {
        if (_names.Length == 0)
        {
            return true;
        }

        lock (_found)
        {
            _found.UnionWith([node.Name, node.ComputerName]);
            if (names.IsUnread(node))
            {
                _unread++;
                _unreadWhy ??= names.Why;
            }
        }

        return _names.Any(name => name.IsMatch(node.Name) || name.IsMatch(node.ComputerName));
    }

    private QueryFilter[] Filters() =>
    [
        .. new[]
        {
            QueryFilter.Of(QueryFilter.PlatformTypes, Canonical(PlatformType, ServiceValues.PlatformTypes)),
            QueryFilter.Of(QueryFilter.PingStatus, Canonical(PingStatus, ServiceValues.PingStatuses)),
            QueryFilter.Of(
                QueryFilter.ResourceType, Canonical(ResourceType is null ? null : [ResourceType], ServiceValues.NodeResourceTypes)),
            QueryFilter.Of(QueryFilter.AgentVersion, AgentVersion),
        }.OfType<QueryFilter>(),
        .. Tag ?? [],
    ];

    private static string[]? Canonical(string[]? values, IReadOnlyList<string> known) =>
        values?.Select(value => ServiceValues.Canonical(value, known)).ToArray();
}
