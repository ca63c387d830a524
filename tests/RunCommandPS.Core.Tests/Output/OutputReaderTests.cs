using RunCommandPS.Model;
using RunCommandPS.Output;

namespace RunCommandPS.Core.Tests.Output;

/// <summary>Reads that nobody wants any more end before anybody hears of the end.</summary>
public sealed class OutputReaderTests
{
    private const int Nodes = 4;

    [Fact]
    public async Task Whoever_stops_reading_waits_for_the_reads_that_are_left()
    {
        using var store = new SlowStore();
        var service = new FakeService
        {
            Output = _ => new InvocationOutput
            {
                StandardOutput = new string('x',
            ServiceLimits.StandardOutputMaximumLength) + OutputMarks.Truncated
            }
        };
        var reading = new OutputReader(service, store).ReadAllAsync(Invocations(), _ => true,
            TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await reading.MoveNextAsync());
        await store.AllBegun.Task;

        var end = reading.DisposeAsync().AsTask();
        await Task.WhenAny(end, Task.Delay(100, TestContext.Current.CancellationToken));

        Assert.False(end.IsCompleted);
        store.Release.SetResult();
        await end;
        Assert.Equal(Nodes - 1, store.Ended);
    }

    private static async IAsyncEnumerable<CommandInvocation> Invocations()
    {
        for (var node = 0; node < Nodes; node++)
        {
            await Task.Yield();
            var url = node == 0 ? "" : "https://s3.us-east-1.amazonaws.com/amzn-s3-demo-bucket/key";
            yield return new CommandInvocation
            {
                InstanceId = $"i-{node}",
                Steps = [new CommandStep { Name = "aws:runShellScript", Status = RunStatus.Success, Output = "x"
                    + OutputMarks.InlineOutputTruncated, StandardOutputUrl = url }],
            };
        }
    }

    // Ends a read that is cancelled only when it is told to.
    private sealed class SlowStore : IOutputStore
    {
        private int _begun;
        private int _ended;

        public TaskCompletionSource AllBegun { get; } = new();

        public TaskCompletionSource Release { get; } = new();

        public int Ended => _ended;

        public async Task<string?> ReadAsync(OutputLocation location, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _begun) == Nodes - 1)
            {
                AllBegun.SetResult();
            }

            await Release.Task;
            Interlocked.Increment(ref _ended);
            cancellationToken.ThrowIfCancellationRequested();
            return "";
        }

        public void Dispose()
        {
        }
    }
}
