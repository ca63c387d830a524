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
    public void What_goes_wrong_with_a_call_is_the_callers()
    {
        using var agenda = new Agenda(new FakeTimeProvider(), static _ => Assert.Fail("Nobody is to be told."));

        Assert.Throws<InvalidOperationException>(() => agenda.Do(static () => throw new InvalidOperationException()));
    }
}
