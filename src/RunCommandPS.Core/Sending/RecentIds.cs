namespace RunCommandPS.Sending;

/// <summary>
/// The last ids that were returned. An id that is returned for two requests belongs to only one of them. Safe for use by several threads.
/// </summary>
/// <param name="capacity">How many are kept.</param>
internal sealed class RecentIds(int capacity)
{
    private readonly object _gate = new();
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<string> _order = new();

    /// <summary>Whether an id is there.</summary>
    public bool Contains(string id)
    {
        lock (_gate)
        {
            return _ids.Contains(id);
        }
    }

    /// <summary>Adds an id.</summary>
    /// <returns>False if it was already there.</returns>
    public bool Add(string id)
    {
        lock (_gate)
        {
            if (!_ids.Add(id))
            {
                return false;
            }

            _order.Enqueue(id);
            if (_order.Count > capacity)
            {
                _ids.Remove(_order.Dequeue());
            }

            return true;
        }
    }
}
