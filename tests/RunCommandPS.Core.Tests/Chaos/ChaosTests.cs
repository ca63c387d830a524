using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Core.Tests.Sending;
using RunCommandPS.Sending;

namespace RunCommandPS.Core.Tests.Chaos;

/// <summary>
/// What a send promises of an endpoint on which nothing can be relied on: nothing twice, nothing accepted and unreported, nothing reported
/// as not sent that was accepted, and what was accepted and lost is found.
/// </summary>
public sealed class ChaosTests
{
    private const int SendsARun = 250;

    private static readonly double[] FaultRates = [0.05, 0.1, 0.2, 0.3];

    [Fact]
    public void Nothing_is_lost_doubled_or_denied() => Hold(runs: 4, SendsARun);

    [Fact(Explicit = true)]
    public void Nothing_is_lost_doubled_or_denied_of_10_000_sends() => Hold(runs: 40, SendsARun);

    /// <summary>Nothing tells identical requests apart, so some stay in doubt; but none is taken for another or denied.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_requests_that_are_all_the_same_none_is_denied_and_no_command_is_told_of_twice(int seed)
    {
        var request = new SendCommandRequest { DocumentName = "Doc", InstanceIds = [NodeIds.Numbered(1)] };
        var (service, observer) = Run(new ChaosOptions(seed, 0.3, TimeSpan.FromMinutes(3)), Enumerable.Repeat(request, 100));

        var told = observer.Sent.Select(sent => sent.Command.CommandId).ToList();
        Assert.Equal(told.Count, told.Distinct().Count());
        Assert.Equal(100, told.Count + observer.Failed.Count);
        Assert.InRange(service.Accepted.Count - told.Count, 0, observer.Failed.Count(failure => failure.Error.MayHaveRun));
    }

    private static void Hold(int runs, int sends)
    {
        var (accepted, lost, found, looks) = (0, 0, 0, 0);
        for (var seed = 0; seed < runs; seed++)
        {
            var ahead = TimeSpan.FromSeconds(new Random(seed).Next(-280, 280));
            var options = new ChaosOptions(seed, FaultRates[seed % FaultRates.Length], ahead);
            var (service, observer) = Run(options, Requests(sends));
            Check(service, observer, sends);

            accepted += service.Accepted.Count;
            var answered = observer.Sent.Count - observer.Found.Count;
            lost += service.Accepted.Count - answered;
            found += observer.Found.Count;
            looks += service.Looks;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{runs * sends} sends: {accepted} accepted, {lost} of them lost, {found} found with {looks} polls.");
        Assert.True(lost > runs, "Hardly anything was lost.");
        Assert.True(found >= 0.99 * lost, $"{found} of {lost} were found.");
    }

    private static void Check(ChaosService service, RecordingObserver observer, int sends)
    {
        var accepted = service.Accepted.ToLookup(one => Key(one.Request), one => one.CommandId);
        var sent = observer.Sent.ToDictionary(one => Key(one.Request), one => one.Command.CommandId);
        var failed = observer.Failed.ToDictionary(failure => Key(failure.Request), failure => failure.Error);

        Assert.Equal(sends, sent.Count + failed.Count);
        Assert.All(accepted, one => Assert.Single(one));
        Assert.All(sent, one => Assert.Equal([one.Value], accepted[one.Key]));
        Assert.All(failed.Where(one => accepted.Contains(one.Key)), one => Assert.True(one.Value.MayHaveRun));
        Assert.All(accepted, one => Assert.True(sent.ContainsKey(one.Key) || failed.ContainsKey(one.Key)));
    }

    // Half of them belong to a rollout; of the others some are for criteria. Nodes come again, as they do from one command to the next.
    private static IEnumerable<SendCommandRequest> Requests(int count) => Enumerable.Range(0, count).Select(number => new SendCommandRequest
    {
        DocumentName = "AWS-RunShellScript",
        Parameters = new Dictionary<string, IReadOnlyList<string>> { ["commands"] = [$"echo {number / 2}"] },
        InstanceIds = number % 10 == 0 ? null : [NodeIds.Numbered(number % 40), NodeIds.Numbered(100 + number % 7)],
        Targets = number % 10 == 0 ? [new Target { Key = "tag:Group", Values = [$"{number}"] }] : null,
        Comment = number % 2 == 0 ? "release" : RolloutMarker.Of("20261125-2241-k3f9", number).AddTo("release"),
    });

    private static string Key(SendCommandRequest request) => string.Join(
        ' ', [.. request.InstanceIds ?? [], .. request.Targets ?? [], request.Parameters!["commands"][0], request.Comment!]);

    private static (ChaosService Service, RecordingObserver Observer) Run(ChaosOptions options, IEnumerable<SendCommandRequest> requests)
    {
        var time = new FakeTimeProvider();
        var (service, observer) = (new ChaosService(options, time), new RecordingObserver());
        var sending = new CommandSender(() => service, new SendOptions(10, false), observer, time)
            .SendAsync(requests.ToAsyncEnumerable(), CancellationToken.None);
        while (!sending.IsCompleted)
        {
            // What a timer sets off runs within Advance, on this thread.
            time.Advance(TimeSpan.FromSeconds(0.05));
        }

        sending.GetAwaiter().GetResult();
        return (service, observer);
    }
}
