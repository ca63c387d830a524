using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Reading;

namespace RunCommandPS.Core.Tests.Reading;

/// <summary>An answer is asked for once as long as it is good, whether it is there yet, and whether it is a good one.</summary>
public sealed class ExpiringCacheTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly ExpiringCache<string, int> _memory;
    private int _asked;

    public ExpiringCacheTests() => _memory = new ExpiringCache<string, int>(_clock, TimeSpan.FromSeconds(30));

    [Fact]
    public async Task An_answer_is_remembered_for_its_time_and_no_longer()
    {
        Assert.Equal(1, await AskAsync("a"));
        _clock.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, await AskAsync("a"));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, await AskAsync("a"));
    }

    [Fact]
    public async Task Each_question_has_an_answer_of_its_own()
    {
        Assert.Equal(1, await AskAsync("a"));
        Assert.Equal(2, await AskAsync("b"));
        Assert.Equal(1, await AskAsync("a"));
    }

    [Fact]
    public void An_answer_under_way_is_waited_for_and_not_asked_for_again()
    {
        var answer = new TaskCompletionSource<int>();

        var first = _memory.Get("a", () => answer.Task);
        var second = _memory.Get("a", () => throw new InvalidOperationException("It is under way already."));

        Assert.Same(first, second);
    }

    [Fact]
    public async Task A_failure_is_remembered_too()
    {
        var failed = _memory.Get("a", () => Task.FromException<int>(new IOException("gone")));

        await Assert.ThrowsAsync<IOException>(() => AskAsync("a"));
        Assert.True(failed.IsFaulted);
        _clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, await AskAsync("a"));
    }

    private Task<int> AskAsync(string key) => _memory.Get(key, () => Task.FromResult(++_asked));
}
