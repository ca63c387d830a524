namespace RunCommandPS.Connection;

/// <summary>What distinguishes connections: what the caller specifies, and what the environment specifies.</summary>
internal sealed record ConnectionKey(ConnectionOptions Options, ConnectionEnvironment Environment);

/// <summary>
/// Open connections, shared by all who specify the same. One in use is never closed; one that is not in use stays open for a while, in
/// case it is wanted again.
/// </summary>
/// <param name="open">Opens a connection. It may take some time: only those who want the same connection wait for it.</param>
/// <param name="clock">Measures how long a connection has not been used.</param>
internal sealed class ConnectionPool(Func<ConnectionKey, IServiceConnection> open, TimeProvider clock)
{
    /// <summary>How many unused connections are kept.</summary>
    public const int MostIdle = 16;

    /// <summary>How long an unused connection is kept.</summary>
    public static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(10);

    private readonly object _gate = new();
    private readonly Dictionary<ConnectionKey, Entry> _entries = [];

    /// <summary>Takes a connection into use.</summary>
    /// <exception cref="RunCommandException">It can't be opened.</exception>
    public Lease Take(ConnectionKey key)
    {
        Entry entry;
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out entry!))
            {
                entry = new Entry(key, new Lazy<IServiceConnection>(() => open(key)));
                _entries.Add(key, entry);
            }

            entry.Users++;
        }

        try
        {
            return new Lease(this, entry, entry.Connection.Value);
        }
        catch
        {
            // The next one tries again.
            Retire(entry);
            Return(entry);
            throw;
        }
    }

    /// <summary>Whether a connection is open, or being opened.</summary>
    public bool Has(ConnectionKey key)
    {
        lock (_gate)
        {
            return _entries.ContainsKey(key);
        }
    }

    /// <summary>Releases every connection; those in use are closed when their last user returns them.</summary>
    public void Close()
    {
        List<Entry> closed;
        lock (_gate)
        {
            closed = [.. _entries.Values.Where(entry => entry.Users == 0)];
            foreach (var entry in _entries.Values)
            {
                entry.IsRetired = true;
            }

            _entries.Clear();
        }

        closed.ForEach(entry => entry.Close());
    }

    private void Retire(Entry entry)
    {
        lock (_gate)
        {
            entry.IsRetired = true;
            if (_entries.TryGetValue(entry.Key, out var current) && ReferenceEquals(current, entry))
            {
                _entries.Remove(entry.Key);
            }
        }
    }

    private void Return(Entry entry)
    {
        List<Entry> closed;
        lock (_gate)
        {
            entry.Users--;
            entry.LastUsed = clock.GetTimestamp();
            closed = TakeSurplus();
            if (entry is { IsRetired: true, Users: 0 })
            {
                closed.Add(entry);
            }
        }

        closed.ForEach(surplus => surplus.Close());
    }

    private List<Entry> TakeSurplus()
    {
        if (!HasSurplus())
        {
            return [];
        }

        var idle = _entries.Values.Where(entry => entry.Users == 0).OrderByDescending(entry => entry.LastUsed).ToList();
        var surplus = idle.Where((entry, index) => index >= MostIdle || clock.GetElapsedTime(entry.LastUsed) > LongestIdle).ToList();
        surplus.ForEach(entry => _entries.Remove(entry.Key));
        return surplus;
    }

    // Checked after every call, and rarely true.
    private bool HasSurplus()
    {
        var idle = 0;
        foreach (var (_, entry) in _entries)
        {
            if (entry.Users == 0 && (++idle > MostIdle || clock.GetElapsedTime(entry.LastUsed) > LongestIdle))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A connection in use, until it is disposed.</summary>
    internal sealed class Lease(ConnectionPool pool, Entry entry, IServiceConnection connection) : IDisposable
    {
        private bool _isReturned;

        public IServiceConnection Connection => connection;

        /// <summary>It must not be used from here on: its credentials were refused, and the next connection looks for others.</summary>
        public void Forget() => pool.Retire(entry);

        /// <inheritdoc/>
        public void Dispose()
        {
            if (!_isReturned)
            {
                _isReturned = true;
                pool.Return(entry);
            }
        }
    }

    /// <summary>A connection and its users.</summary>
    internal sealed class Entry(ConnectionKey key, Lazy<IServiceConnection> connection)
    {
        public ConnectionKey Key => key;

        public Lazy<IServiceConnection> Connection => connection;

        public int Users { get; set; }

        public long LastUsed { get; set; }

        public bool IsRetired { get; set; }

        public void Close()
        {
            if (Connection.IsValueCreated)
            {
                Connection.Value.Dispose();
            }
        }
    }
}
