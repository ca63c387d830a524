using RunCommandPS.Connection;
using RunCommandPS.Reading;

namespace RunCommandPS.Session;

/// <summary>
/// A connection of the session as one piece of work uses it. The environment is read once, so that work that takes hours stays the
/// same caller at the same place; the connection itself is taken for each call, and found or opened again after it was closed.
/// </summary>
internal sealed class SessionConnection
{
    private readonly ConnectionPool _pool;
    private readonly ConnectionKey _key;
    private long _clockOffset;

    /// <param name="pool">Has the connection.</param>
    /// <param name="key">Which one.</param>
    /// <param name="namesOf">Has the names of a connection's nodes.</param>
    /// <exception cref="RunCommandException">It can't be opened.</exception>
    public SessionConnection(ConnectionPool pool, ConnectionKey key, Func<IServiceConnection, NodeNameCache> namesOf)
    {
        (_pool, _key) = (pool, key);
        using var lease = pool.Take(key);
        Origin = lease.Connection.Service.Origin;
        Description = lease.Connection.Describe(key.Options.Sources);
        Names = namesOf(lease.Connection);
        Note(lease.Connection.Service);
    }

    /// <summary>The region and endpoint that calls go to.</summary>
    public ConnectionOrigin Origin { get; }

    /// <summary>Where region and credentials come from, for -Verbose.</summary>
    public string Description { get; }

    /// <summary>The names of its nodes.</summary>
    public NodeNameCache Names { get; }

    /// <summary>How far the service's clock is ahead of this computer's, as it was after the last call.</summary>
    public TimeSpan ClockOffset => TimeSpan.FromTicks(Volatile.Read(ref _clockOffset));

    /// <summary>
    /// Makes a call. A connection whose credentials are refused is not used again, so that the next call looks for new credentials.
    /// </summary>
    /// <param name="prompt">Asks for what credentials need; null if no one can be asked.</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Cancels the search for credentials.</param>
    public async Task<T> UseAsync<T>(ICodePrompt? prompt, Func<IServiceConnection, Task<T>> call, CancellationToken cancellationToken)
    {
        using var lease = _pool.Take(_key);
        try
        {
            await lease.Connection.AuthenticateAsync(prompt, cancellationToken).ConfigureAwait(false);
            return await call(lease.Connection).ConfigureAwait(false);
        }
        catch (RunCommandException exception) when (exception.Kind == ErrorKind.AuthenticationError)
        {
            lease.Forget();
            throw;
        }
        finally
        {
            Note(lease.Connection.Service);
        }
    }

    /// <summary>Requests names of nodes, as far as they have not been requested.</summary>
    /// <param name="instanceIds">The nodes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>What it took.</returns>
    public Task<NameLookUp> LookUpNamesAsync(IEnumerable<string> instanceIds, CancellationToken cancellationToken) => Names.LookUpAsync(
        instanceIds,
        (ids, nextToken, bounded) => UseAsync(
            null, open => open.Service.DescribeNodePropertiesAsync(ids, nextToken, bounded), bounded),
        cancellationToken);

    private void Note(IRunCommandService service) => Volatile.Write(ref _clockOffset, service.ClockOffset.Ticks);
}
