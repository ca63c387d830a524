using System.Collections;

namespace RunCommandPS.Connection;

/// <summary>What came down the pipeline, by the connection that reaches it, in the order in which it came.</summary>
/// <typeparam name="T">What is kept for a connection, such as a list.</typeparam>
internal sealed class ByConnection<T> : IEnumerable<(ConnectionOptions Connection, T Items)>
    where T : new()
{
    private readonly Dictionary<ConnectionOptions, T> _groups = [];
    private readonly List<ConnectionOptions> _order = [];

    /// <summary>How many connections there are.</summary>
    public int Count => _order.Count;

    /// <summary>What is kept for a connection; created when it is first requested.</summary>
    public T this[ConnectionOptions connection]
    {
        get
        {
            if (!_groups.TryGetValue(connection, out var items))
            {
                _groups.Add(connection, items = new T());
                _order.Add(connection);
            }

            return items;
        }
    }

    /// <summary>Forgets what is kept for a connection.</summary>
    public void Remove(ConnectionOptions connection)
    {
        _groups.Remove(connection);
        _order.Remove(connection);
    }

    public IEnumerator<(ConnectionOptions Connection, T Items)> GetEnumerator() =>
        _order.Select(connection => (connection, _groups[connection])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
