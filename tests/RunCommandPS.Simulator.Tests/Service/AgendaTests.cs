using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Tests.Service;

public sealed class AgendaTests
{
    [Fact]
    public void What_goes_wrong_at_its_time_is_told_and_the_rest_goes_on()
    {
        var clock = new FakeTimeProvider();
        var failures = new List<Exception>();
        using var agenda = new Agenda(clock, failures.Add);
        var done = new List<string>();
        agenda.Post(TimeSpan.FromSeconds(1), () =>
        {
            agenda.Add(TimeSpan.Zero, () => done.Add("at once"));
            throw new InvalidOperationException("wrong");
        });
        agenda.Post(TimeSpan.FromSeconds(2), () => done.Add("later"));

        clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(["at once", "later"], done);
        Assert.Equal("wrong", Assert.Single(failures).Message);
    }

    [Fact]
    public void What_is_posted_first_and_due_last_is_done_at_its_time()
    {
        var clock = new FakeTimeProvider();
        using var agenda = new Agenda(clock, static _ => Assert.Fail("Nothing went wrong."));
        var done = new List<(string, DateTimeOffset)>();
        agenda.Post(TimeSpan.FromSeconds(9), () => done.Add(("last", agenda.Now)));
        agenda.Post(TimeSpan.FromSeconds(1), () => done.Add(("first", agenda.Now)));
        var start = clock.GetUtcNow();

        for (var second = 0; second < 9; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([("first", start.AddSeconds(1)), ("last", start.AddSeconds(9))], done);
    }

    [Fact]
    public void What_another_thread_posts_waits_until_a_call_has_ended()
    {
        var clock = new FakeTimeProvider();
        using var agenda = new Agenda(clock, static _ => Assert.Fail("Nothing went wrong."));
        var done = new List<string>();
        Thread? other = null;
        agenda.Do(() =>
        {
            other = new Thread(() => agenda.Post(TimeSpan.Zero, () => done.Add("other")));
            other.Start();

            // Only a thread that waits for the lock is blocked; one that took the caller's place would have ended.
            Assert.False(other.Join(TimeSpan.FromMilliseconds(50)));
            agenda.Post(TimeSpan.Zero, () => done.Add("own"));
        });
        other!.Join();

        Assert.Equal(["own", "other"], done);
    }

    [Fact]
    public void What_goes_wrong_with_a_call_is_the_callers()
    {
        using var agenda = new Agenda(new FakeTimeProvider(), static _ => Assert.Fail("Nobody is to be told."));

        Assert.Throws<InvalidOperationException>(() => agenda.Do(static () => throw new InvalidOperationException()));
    }
}
