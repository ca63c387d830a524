using RunCommandPS.Connection;
using RunCommandPS.Errors;
using RunCommandPS.Model;
using RunCommandPS.Rollout;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Sending;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Running;

/// <summary>The nodes of a run, by the connection that reaches them, each once.</summary>
/// <param name="connect">Makes a connection.</param>
/// <param name="places">Knows which words lead to one place.</param>
internal sealed class RunNodes(Func<ConnectionOptions, SessionConnection> connect, SamePlaces places)
{
    private const int SampleSize = 3;

    // If there are more than these, they are not named individually.
    private const int FewPlaces = 2;

    private readonly ByConnection<Group> _groups = new();
    private int _came;
    private Dictionary<RolloutNode, int>? _places;
    private readonly Dictionary<ConnectionOptions, Lazy<SessionConnection>> _opened = [];

    /// <summary>How many ids were left out because they had already been added.</summary>
    public int Duplicates { get; private set; }

    /// <summary>How many nodes there are; 0 if criteria select them.</summary>
    public int Count => _groups.Sum(group => group.Items.Ids.Count);

    /// <summary>Whether there is neither a node nor a criterion.</summary>
    public bool IsEmpty => _groups.Count == 0;

    /// <summary>The first few nodes.</summary>
    public IReadOnlyList<string> Sample => _groups.SelectMany(group => group.Items.Ids).Take(SampleSize).ToList();

    /// <summary>The Regions that were specified.</summary>
    public string Regions => string.Join(", ", _groups.Select(group => group.Connection.Region).OfType<string>().Distinct());

    /// <summary>The nodes of each connection; none if criteria select them.</summary>
    public IEnumerable<(ConnectionOptions Connection, IReadOnlyList<string> InstanceIds)> Groups =>
        _groups.Select(group => (group.Connection, (IReadOnlyList<string>)group.Items.Ids));

    /// <summary>The position of a node among those of all connections; that of criteria is after all others.</summary>
    public int CameAt(RolloutNode node)
    {
        _places ??= _groups.SelectMany((group, connection) => group.Items.Ids.Select(
            (id, index) => (Node: new RolloutNode(connection, id), Place: group.Items.CameAt[index]))).ToDictionary(
                pair => pair.Node, pair => pair.Place);
        return _places.GetValueOrDefault(node, int.MaxValue);
    }

    /// <summary>A connection as <see cref="Connect"/> found it.</summary>
    /// <exception cref="RunCommandException">It can't be reached.</exception>
    public SessionConnection Opened(ConnectionOptions connection) => _opened[connection].Value;

    /// <summary>
    /// Makes the connections while the environment and the session are those of the caller's command. One that can't be made is an error of
    /// its nodes, thrown by <see cref="Opened"/>.
    /// </summary>
    public void Connect()
    {
        foreach (var (connection, _) in _groups)
        {
            var opened = new Lazy<SessionConnection>(() => connect(connection));
            _opened[connection] = opened;
            try
            {
                _ = opened.Value;
            }
            catch (RunCommandException)
            {
                // The lazy value keeps it.
            }
        }
    }

    /// <summary>Adds a node.</summary>
    /// <param name="connection">How to reach it.</param>
    /// <param name="instanceId">Its id.</param>
    /// <param name="origin">Where it came from; null if it is not known.</param>
    public void Add(ConnectionOptions connection, string instanceId, ConnectionOrigin? origin)
    {
        var group = _groups[places.Of(connection)];
        group.Account = origin is { Account.Length: > 0 } ? origin.Account : group.Account;
        if (group.Seen.Add(instanceId))
        {
            group.Ids.Add(instanceId);
            group.CameAt.Add(_came++);
        }
        else
        {
            Duplicates++;
        }
    }

    /// <summary>Adds the node that came down the pipeline.</summary>
    /// <param name="item">What came.</param>
    /// <param name="place">How to reach where something came from.</param>
    /// <exception cref="RunCommandException">It is not a node.</exception>
    public void Add(InputItem item, Func<ConnectionOrigin?, ConnectionOptions> place)
    {
        var node = item switch
        {
            InputItem.Node found => found,
            InputItem.Unreadable { Error: var error } => throw error,
            _ => throw InputErrors.Input(
                "A whole request was piped in, but a run takes nodes.", "Pipe requests to Send-RunCommand."),
        };
        Add(place(node.Origin), node.InstanceId, node.Origin);
    }

    /// <summary>The nodes and where they are, for -WhatIf and -Confirm.</summary>
    /// <param name="targets">The criteria that select them; null if they are specified one by one.</param>
    /// <param name="dependsOnPlatform">Whether each platform gets its own commands, so that their number is not known yet.</param>
    /// <param name="waves">Sizes of waves; null if there are none.</param>
    public string Describe(IReadOnlyList<Target>? targets, bool dependsOnPlatform, IReadOnlyList<string>? waves) =>
        Describe(targets, dependsOnPlatform) + (waves is null ? ""
            : targets is null ? $" in waves of {string.Join(", ", WaveSizes.Of(waves, Count, Count))}"
            : $" in waves of {string.Join(", ", waves)}");

    private string Describe(IReadOnlyList<Target>? targets, bool dependsOnPlatform)
    {
        if (_groups.Count <= FewPlaces)
        {
            return string.Join(" and ", Groups.Select(group => SendDescription.Plan(
                targets is null ? new SendCommandRequest { InstanceIds = group.InstanceIds } : new SendCommandRequest { Targets = targets },
                group.InstanceIds.Count, 0, group.Connection)));
        }

        var nodes = targets is null ? $"{Count} nodes" : "nodes with " + string.Join(" and ", targets);
        var regions = _groups.Select(group => group.Connection.Region).Distinct().Count();

        // If the account is unknown, another caller counts as another account.
        var accounts = _groups.Select(group => group.Items.Account is { Length: > 0 } account
            ? (account, null, null, null)
            : (group.Connection.ProfileName, group.Connection.RoleArn, group.Connection.AccessKey, group.Connection.Credentials))
            .Distinct().Count();
        var commands = Groups.Sum(
            group => (group.InstanceIds.Count + ServiceLimits.InstanceIdsMaximum - 1) / ServiceLimits.InstanceIdsMaximum);
        return VisibleText.Of($"{nodes} in {Plural(accounts, "account")} and {Plural(regions, "region")}"
            + (targets is null && !dependsOnPlatform ? $", {Plural(commands, "command")}" : ""));
    }

    private static string Plural(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>Criteria select the nodes.</summary>
    public void AddTargets(ConnectionOptions connection) => _ = _groups[connection];

    private sealed class Group
    {
        public NodeIdSet Seen { get; } = new();

        public List<string> Ids { get; } = [];

        public List<int> CameAt { get; } = [];

        public string Account { get; set; } = "";
    }
}
