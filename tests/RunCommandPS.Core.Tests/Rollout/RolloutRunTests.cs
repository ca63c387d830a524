using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Core.Tests.Rollout.Record;
using RunCommandPS.Rollout;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Sending;

namespace RunCommandPS.Core.Tests.Rollout;

/// <summary>A rollout whose process is killed anywhere, and goes on: every node runs once and has one result, within the limits.</summary>
public sealed class RolloutRunTests : IDisposable
{
    private const int Kills = 3;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Killed_anywhere_and_resumed_every_node_runs_once()
    {
        foreach (var seed in Enumerable.Range(1, 25))
        {
            await KillAndResumeAsync(seed, lossPercentage: 0);
        }
    }

    [Fact]
    public async Task Killed_anywhere_while_answers_are_lost_every_node_runs_once()
    {
        foreach (var seed in Enumerable.Range(101, 15))
        {
            await KillAndResumeAsync(seed, lossPercentage: 20);
        }
    }

    [Fact]
    public async Task Commands_that_are_open_are_found_again_with_a_page_and_not_one_by_one()
    {
        var time = new FakeTimeProvider();
        var endpoint = new RolloutEndpoint(time, seed: 1);
        using var over = new CancellationTokenSource();
        var observer = new RolloutListener([]);
        var planned = new RolloutEvent.Planned(time.GetUtcNow())
        {
            Connections = [new RecordedConnection()],
            Parts = [new PlannedPart(0, new SendCommandRequest(), [.. Enumerable.Range(0, 600).Select(i => $"i-{i:x17}")])],
        };
        using var log = RolloutLog.Begin(planned, home: null, time);
        Task Start() => new RolloutRun(
            log,
            [new RolloutConnection(endpoint.Life(over.Token), observer)],
            new FleetRunOptions(new SendOptions(50, false), null),
            observer,
            time)
            .RunAsync(over.Token);
        var first = Start();
        Assert.Equal(600, endpoint.Accepted.Count);
        var before = endpoint.Lists;

        var second = Start();

        // One for the twelve commands, and one for the first poll.
        Assert.InRange(endpoint.Lists - before, 1, 2);
        await over.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
    }

    // CONTRIBUTING has the command.
    [Fact(Explicit = true)]
    public async Task Killed_at_two_hundred_moments_and_more_every_node_runs_once()
    {
        foreach (var seed in Enumerable.Range(1_000, 400))
        {
            await KillAndResumeAsync(seed, lossPercentage: seed % 2 * 25, nodes: 600);
        }
    }

    private async Task KillAndResumeAsync(int seed, int lossPercentage, int nodes = 150)
    {
        var random = new Random(seed);
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 22, 41, 0, TimeSpan.Zero));
        var endpoint = new RolloutEndpoint(time, seed, lossPercentage);
        var limit = random.Next(10, 80);
        var planned = new RolloutEvent.Planned(time.GetUtcNow())
        {
            Id = "20261125-2241-k3f9",
            MaxConcurrency = string.Create(CultureInfo.InvariantCulture, $"{limit}"),
            Connections = [new RecordedConnection()],
            Parts = [new PlannedPart(
                0,
                new SendCommandRequest { DocumentName = "AWS-RunShellScript" },
                [.. Enumerable.Range(0, nodes).Select(i => $"i-{i:x17}")])],
        };
        var told = new ConcurrentBag<string>();
        var home = Home(seed, 0);
        RecordFile.Create(home, planned).Dispose();
        var isCut = false;
        for (var life = 0; ; life++)
        {
            Assert.InRange(life, 0, 40);
            var copy = Home(seed, life + 1);
            using var over = new CancellationTokenSource();
            var observer = new RolloutListener(told);
            if (life < Kills)
            {
                endpoint.KillAt(random.Next(1, 12), () =>
                {
                    observer.IsDead = true;
                    isCut |= Copy(home, copy, planned.Id, random);
                    over.Cancel();
                });
            }

            var isKilled = await LiveAsync(home, planned.Id, endpoint.Life(over.Token), time, observer, over.Token);
            endpoint.Spare();
            home = isKilled ? copy : home;
            var state = RecordFile.Read(home, planned.Id);
            if (!isKilled && state.Count(NodeVerdict.Succeeded) == nodes)
            {
                break;
            }

            // By then a request that was not accepted can't arrive any more.
            time.Advance(DoubtfulSends.ArrivalLimit + TimeSpan.FromMinutes(1));
        }

        Assert.Equal(planned.Parts[0].InstanceIds.Order(), endpoint.Accepted.Order());
        Assert.InRange(endpoint.MostAtATime, 1, limit);

        // A machine that stops may forget what was told, a process that is killed does not.
        Assert.True(isCut || told.Count == told.Distinct().Count());
        Assert.Equal(nodes, RecordFile.Read(home, planned.Id).Count(NodeVerdict.Succeeded));
    }

    private static async Task<bool> LiveAsync(
        RolloutHome home, string id, FakeService service, FakeTimeProvider time, RolloutListener observer, CancellationToken over)
    {
        using var log = RolloutLog.TryResume(home, id, time)!;
        try
        {
            await new DoubtfulSends(log, time).DecideAsync(service, 0, over);
            log.Add(at => new RolloutEvent.Resumed(at, Runner.Here, []));
            var options = new FleetRunOptions(new SendOptions(5, false), null);
            var run = new RolloutRun(log, [new RolloutConnection(service, observer)], options, observer, time).RunAsync(over);
            for (var i = 0; i < 20_000 && !run.IsCompleted; i++)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                await Task.Delay(1, CancellationToken.None);
            }

            await run;

            // What replays the record comes to the state of the run that wrote it.
            Assert.Equal(log.Read(RolloutText.Of), RolloutText.Of(RecordFile.Read(home, id)));
            return false;
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            return true;
        }
    }

    // The disk as a kill leaves it, or a machine that stops: then what was flushed is there, and of the rest no more than was written.
    private static bool Copy(RolloutHome from, RolloutHome to, string id, Random random)
    {
        using var read = new FileStream(from.FileOf(id), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var all = new MemoryStream();
        read.CopyTo(all);
        var bytes = all.ToArray();
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        var flushed = Math.Max(
            text.LastIndexOf("{\"event\":\"sending\"", StringComparison.Ordinal),
            text.LastIndexOf("{\"event\":\"planned\"", StringComparison.Ordinal));
        var kept = text.IndexOf('\n', flushed) + 1;
        to.Make(id);
        var isCut = random.Next(2) == 0;
        File.WriteAllBytes(to.FileOf(id), isCut ? bytes[..random.Next(kept, bytes.Length + 1)] : bytes);
        return isCut;
    }

    private RolloutHome Home(int seed, int life) => new(Path.Combine(_folder.FullName, $"{seed}-{life}"));
}
