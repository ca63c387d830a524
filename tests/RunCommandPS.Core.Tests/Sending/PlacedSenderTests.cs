using System.Threading.Channels;
using CsCheck;
using RunCommandPS.Errors;
using RunCommandPS.Sending;

namespace RunCommandPS.Core.Tests.Sending;

public sealed class PlacedSenderTests
{
    private static readonly ConnectionOptions[] Places =
        [.. new[] { "eu-west-1", "eu-central-1", "us-east-1" }.Select(region => new ConnectionOptions { Region = region })];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_request_is_sent_to_its_place_or_reported_with_it() => Gen.Select(
        Gen.Bool.Array[Places.Length], Gen.Int[0, Places.Length - 1].List[0, 30], Gen.Int[1, 4]).ForEach(100, run =>
    {
        var (reachable, whereTo, limit) = run;
        var sent = Places.ToDictionary(place => place, _ => new List<string>());
        var observer = new RecordingObserver();
        var requests = whereTo.Select((place, number) => new PlacedRequest(Places[place], Request(number))).ToList();
        var sender = new PlacedSender(
            place => reachable[Array.IndexOf(Places, place)] ? Service(sent[place]) : throw ConnectionErrors.Invalid("Gone.", "Come back."),
            new SendOptions(limit, SkipInvalidNode: false),
            observer,
            TimeProvider.System);

        var sending = sender.SendAsync(Queue(requests), Cancellation);

        // A mistake in -Region is reported at once, and not after a million nodes.
        if (whereTo.Count > 0 && !reachable[whereTo[0]] && whereTo.Take(2).Distinct().Count() == 1)
        {
            Assert.Throws<InvalidConnectionException>(() => sending.GetAwaiter().GetResult());
            return;
        }

        sending.GetAwaiter().GetResult();
        foreach (var place in Places.Where(place => reachable[Array.IndexOf(Places, place)]))
        {
            Assert.Equal(IdsOf(requests.Where(request => request.Place == place)), sent[place].Order(StringComparer.Ordinal));
        }

        Assert.Equal(
            IdsOf(requests.Where(request => !reachable[Array.IndexOf(Places, request.Place)])),
            observer.Unreachable.SelectMany(place => place.NotSent).Select(request => request.InstanceIds![0])
                .Order(StringComparer.Ordinal));
        Assert.Equal(requests.Count, observer.Sent.Count + observer.Unreachable.Sum(place => place.NotSent.Count));
    });

    [Fact]
    public async Task If_the_only_place_is_unreachable_no_more_requests_are_read()
    {
        var requests = Channel.CreateUnbounded<PlacedRequest>();
        var sender = new PlacedSender(
            _ => throw ConnectionErrors.Invalid("Gone.", "Come back."),
            new SendOptions(5, SkipInvalidNode: false),
            new RecordingObserver(),
            TimeProvider.System);
        for (var number = 0; number < 3; number++)
        {
            requests.Writer.TryWrite(new PlacedRequest(Places[0], Request(number)));
        }

        // The queue is not completed: whoever writes to it would wait forever.
        await Assert.ThrowsAsync<InvalidConnectionException>(() => sender.SendAsync(requests.Reader, Cancellation));

        Assert.Equal(1, requests.Reader.Count);
    }

    [Fact]
    public async Task A_stop_waits_for_the_answers_of_all_places()
    {
        using var stop = new CancellationTokenSource();
        var requests = Channel.CreateUnbounded<PlacedRequest>();
        var answers = Places.Select(_ => new TaskCompletionSource<Command>()).ToList();
        var observer = new RecordingObserver();
        var sender = new PlacedSender(
            place => new FakeService { Send = (_, _) => answers[Array.IndexOf(Places, place)].Task },
            new SendOptions(5, SkipInvalidNode: false),
            observer,
            TimeProvider.System);
        for (var number = 0; number < Places.Length; number++)
        {
            requests.Writer.TryWrite(new PlacedRequest(Places[number], Request(number)));
        }

        var sending = sender.SendAsync(requests.Reader, stop.Token);
        await stop.CancelAsync();
        Assert.False(sending.IsCompleted);
        answers.ForEach(answer => answer.SetResult(new Command()));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        Assert.Equal(Places.Length, observer.Sent.Count);
    }

    private static FakeService Service(List<string> sent) => new()
    {
        Send = async (request, _) =>
        {
            await Task.Yield();
            lock (sent)
            {
                sent.Add(request.InstanceIds![0]);
            }

            return new Command();
        },
    };

    private static SendCommandRequest Request(int number) =>
        new() { DocumentName = "AWS-UpdateSSMAgent", InstanceIds = [NodeIds.Numbered(number)] };

    private static IEnumerable<string> IdsOf(IEnumerable<PlacedRequest> requests) =>
        requests.Select(request => request.Request.InstanceIds![0]).Order(StringComparer.Ordinal);

    private static ChannelReader<PlacedRequest> Queue(IEnumerable<PlacedRequest> requests)
    {
        var queue = Channel.CreateUnbounded<PlacedRequest>();
        foreach (var request in requests)
        {
            queue.Writer.TryWrite(request);
        }

        queue.Writer.Complete();
        return queue.Reader;
    }
}
