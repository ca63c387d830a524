using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using RunCommandPS.Simulator.Protocol.Http;

namespace RunCommandPS.Simulator.Tests.Protocol;

/// <summary>Whoever listens in, or connects and says nothing, harms nobody.</summary>
public sealed class ListenerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_listener_that_throws_is_a_problem_and_the_request_is_answered()
    {
        using var simulator = RunCommandSimulator.Start(new());
        using var client = new SimulatorClient(simulator);
        var (heard, told) = (0, new ConcurrentQueue<string>());
        simulator.RequestAnswered += static (_, _) => throw new InvalidOperationException("not my day");
        simulator.RequestAnswered += (_, _) => heard++;
        simulator.ProblemOccurred += (_, problem) => told.Enqueue(problem);

        Assert.Equal(HttpStatusCode.OK, (await client.CallAsync("ListCommands", "{}")).Status);
        Assert.Equal(HttpStatusCode.OK, (await client.CallAsync("ListCommands", "{}")).Status);

        Assert.Equal(2, heard);
        Assert.Equal(2, simulator.Problems.Count);
        Assert.All(simulator.Problems, problem => Assert.Contains("not my day", problem, StringComparison.Ordinal));
        Assert.True(SpinWait.SpinUntil(() => told.Count == 2, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_listener_may_stop_the_simulator()
    {
        using var simulator = RunCommandSimulator.Start(new());
        using var client = new SimulatorClient(simulator);
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        simulator.RequestAnswered += (_, _) =>
        {
            simulator.Stop();
            stopped.SetResult();
        };

        var call = client.CallAsync("ListCommands", "{}");

        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancellation);
        Assert.False(simulator.IsRunning);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => call);
    }

    [Fact]
    public async Task A_connection_without_a_request_is_closed()
    {
        using var server = new HttpServer(
            new IPEndPoint(IPAddress.Loopback, 0),
            static _ => HttpReply.Reset,
            static _ => HttpReply.Reset,
            HttpTimes.Default with { Idle = TimeSpan.FromMilliseconds(50) });
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, server.Port, Cancellation);

        Assert.Equal(0, await socket.ReceiveAsync(new byte[1], Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancellation));
    }
}
