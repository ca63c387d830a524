using RunCommandPS.Session;

namespace RunCommandPS.Tests.Running;

public sealed class ProcessEndTests
{
    [Fact]
    public void Each_piece_of_work_is_stopped_and_says_so()
    {
        var messages = new StringWriter();
        var end = new ProcessEnd(messages);
        using var one = end.Register(() => Task.FromResult<string?>("one"));
        using var silent = end.Register(() => Task.FromResult<string?>(null));
        using var failing = end.Register(() => Task.FromException<string?>(new InvalidOperationException()));

        end.StopAll();

        Assert.Equal(
            ["one", "A rollout did not stop in time, and its commands may continue: see Get-RunCommandRollout.", ""],
            messages.ToString().Split(messages.NewLine));
    }

    [Fact]
    public void A_terminal_that_is_closed_keeps_nothing_from_being_stopped()
    {
        var stopped = 0;
        var end = new ProcessEnd(new ClosedTerminal());
        using var one = end.Register(StopAsync);
        using var two = end.Register(StopAsync);

        end.StopAll();

        Assert.Equal(2, stopped);

        Task<string?> StopAsync()
        {
            Interlocked.Increment(ref stopped);
            return Task.FromResult<string?>("stopped");
        }
    }

    private sealed class ClosedTerminal : StringWriter
    {
        public override void WriteLine(string? value) => throw new IOException("Input/output error");
    }
}
