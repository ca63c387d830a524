using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Connection;

namespace RunCommandPS.Core.Tests.Connection;

/// <summary>Connections are shared while they are wanted, never closed while they are used, and not kept for ever.</summary>
public sealed class ConnectionPoolTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<FakeConnection> _opened = [];
    private readonly ConnectionPool _pool;

    public ConnectionPoolTests() => _pool = new ConnectionPool(Open, _clock);

    [Fact]
    public void Who_says_the_same_gets_the_same()
    {
        using var first = _pool.Take(Key(1));
        using var second = _pool.Take(Key(1));
        using var other = _pool.Take(Key(2));

        Assert.Same(first.Connection, second.Connection);
        Assert.NotSame(first.Connection, other.Connection);
    }

    [Fact]
    public void It_has_what_was_opened_until_it_is_not_used_again()
    {
        Assert.False(_pool.Has(Key(1)));

        using (var lease = _pool.Take(Key(1)))
        {
            Assert.True(_pool.Has(Key(1)));
            Assert.False(_pool.Has(Key(2)));
            lease.Forget();
        }

        Assert.False(_pool.Has(Key(1)));
    }

    [Fact]
    public void What_nobody_uses_is_closed_beyond_a_number_the_longest_unused_first()
    {
        for (var i = 0; i < ConnectionPool.MostIdle + 3; i++)
        {
            _pool.Take(Key(i)).Dispose();
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([true, true, true, false], _opened.Take(4).Select(connection => connection.IsClosed));
        Assert.All(_opened.Skip(3), connection => Assert.False(connection.IsClosed));
    }

    [Fact]
    public void What_nobody_has_used_for_long_is_closed()
    {
        _pool.Take(Key(1)).Dispose();
        _clock.Advance(ConnectionPool.LongestIdle + TimeSpan.FromSeconds(1));
        _pool.Take(Key(2)).Dispose();

        Assert.Equal([true, false], _opened.Select(connection => connection.IsClosed));
    }

    [Fact]
    public void What_is_in_use_is_closed_only_when_it_is_returned()
    {
        var lease = _pool.Take(Key(1));
        _pool.Close();
        Assert.False(_opened[0].IsClosed);

        using (var next = _pool.Take(Key(1)))
        {
            Assert.NotSame(lease.Connection, next.Connection);
        }

        lease.Dispose();
        Assert.Equal([true, false], _opened.Select(connection => connection.IsClosed));
    }

    [Fact]
    public void What_was_refused_is_not_given_out_again()
    {
        using (var lease = _pool.Take(Key(1)))
        {
            lease.Forget();
        }

        _pool.Take(Key(1)).Dispose();
        Assert.Equal([true, false], _opened.Select(connection => connection.IsClosed));
    }

    [Fact]
    public void What_could_not_be_opened_is_tried_again()
    {
        var attempts = 0;
        var pool = new ConnectionPool(key => attempts++ == 0 ? throw new InvalidOperationException() : Open(key), _clock);

        Assert.Throws<InvalidOperationException>(() => pool.Take(Key(1)));
        pool.Take(Key(1)).Dispose();

        Assert.Single(_opened);
    }

    [Fact]
    public async Task Nobody_waits_for_a_connection_that_somebody_else_wants()
    {
        using var mayGoOn = new ManualResetEventSlim();
        using var isOpening = new ManualResetEventSlim();
        var pool = new ConnectionPool(
            key =>
            {
                if (key.Options.Region == "1")
                {
                    isOpening.Set();
                    mayGoOn.Wait(TestContext.Current.CancellationToken);
                }

                return new FakeConnection();
            },
            _clock);
        var slow = Task.Run(() => pool.Take(Key(1)).Dispose(), TestContext.Current.CancellationToken);
        isOpening.Wait(TestContext.Current.CancellationToken);

        pool.Take(Key(2)).Dispose();

        Assert.False(slow.IsCompleted);
        mayGoOn.Set();
        await slow;
    }

    [Fact]
    public void Who_said_the_words_makes_no_connection_of_its_own_and_a_source_does()
    {
        var environment = ConnectionEnvironment.Current();
        ConnectionKey Of(string source, string said) => new(
            new ConnectionOptions { Credentials = new Source(source), Sources = new ConnectionSources(said, said) }, environment);

        var pool = new ConnectionPool(Open, TimeProvider.System);
        using var first = pool.Take(Of("one", "-Region"));
        using var same = pool.Take(Of("one", "$StoredAWSRegion"));
        using var other = pool.Take(Of("two", "-Region"));

        Assert.Same(first.Connection, same.Connection);
        Assert.NotSame(first.Connection, other.Connection);
    }

    private static ConnectionKey Key(int region) => new(new ConnectionOptions { Region = $"{region}" }, ConnectionEnvironment.Current());

    private FakeConnection Open(ConnectionKey key)
    {
        _opened.Add(new FakeConnection());
        return _opened[^1];
    }

    private sealed class FakeConnection : IServiceConnection
    {
        public bool IsClosed { get; private set; }

        public IRunCommandService Service => throw new NotSupportedException();

        public IOutputStore Store => throw new NotSupportedException();

        public string Describe(ConnectionSources said) => throw new NotSupportedException();

        public void Prepare() => throw new NotSupportedException();

        public Task AuthenticateAsync(ICodePrompt? prompt, CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => IsClosed = true;
    }
}
