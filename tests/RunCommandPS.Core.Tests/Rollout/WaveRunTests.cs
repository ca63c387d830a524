using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Core.Tests.Rollout.Record;
using RunCommandPS.Rollout;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Sending;

namespace RunCommandPS.Core.Tests.Rollout;

/// <summary>
/// Random fleets in random waves, with nodes that fail, answers that are lost, checks that say no and processes that are killed: no node of
/// a wave starts before the wave before has passed, each runs once, and the limits hold.
/// </summary>
public sealed class WaveRunTests : IDisposable
{
    private static readonly string[] Sizes = ["1", "3", "7", "10%", "30%", "50%"];
    private static readonly string[] Errors = ["0", "2", "20%", "100%"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("RunCommandPS.Tests-waves-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task No_node_starts_before_the_wave_before_has_passed()
    {
        foreach (var seed in Enumerable.Range(1, 12))
        {
            await new Model(seed, new RolloutHome(Path.Combine(_folder.FullName, $"{seed}"))).RunAsync();
        }
    }

    // CONTRIBUTING has the command.
    [Fact(Explicit = true)]
    public async Task No_node_starts_before_the_wave_before_has_passed_in_a_thousand_rollouts()
    {
        foreach (var seed in Enumerable.Range(1_000, 1_000))
        {
            await new Model(seed, new RolloutHome(Path.Combine(_folder.FullName, $"{seed}"))).RunAsync();
        }
    }

    private sealed class Model : IWaveGate
    {
        private readonly Random _random;
        private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 25, 22, 41, 0, TimeSpan.Zero));
        private readonly RolloutEndpoint _endpoint;
        private readonly RolloutHome _home;
        private readonly RolloutEvent.Planned _planned;
        private readonly int _limit;
        private readonly Dictionary<string, int> _waves = new(StringComparer.Ordinal);
        private int _allowed = 1;
        private string? _violation;

        public Model(int seed, RolloutHome home)
        {
            _random = new Random(seed);
            _home = home;
            _limit = _random.Next(1, 40);
            _endpoint = new RolloutEndpoint(_time, seed, lossPercentage: seed % 3 * 10, failurePercentage: seed % 4 * 5)
            {
                WhenAccepting = VerifyStart,
            };
            var nodes = _random.Next(3, 80);
            string[] ids = [.. Enumerable.Range(0, nodes).Select(i => $"i-{i:x17}")];
            var order = Enumerable.Range(0, nodes).ToArray();
            _random.Shuffle(order);
            _planned = new RolloutEvent.Planned(_time.GetUtcNow())
            {
                Id = "20261125-2241-k3f9",
                MaxConcurrency = string.Create(CultureInfo.InvariantCulture, $"{_limit}"),
                Waves = new PlannedWaves(_random.GetItems(Sizes, _random.Next(1, 4)))
                {
                    MaxErrors = _random.GetItems(Errors, 1)[0],
                    SoakTime = TimeSpan.FromSeconds(_random.Next(0, 3) * 30),
                    HasCheck = true,
                    HasPrompt = true,
                    Order = order,
                },
                Connections = [new RecordedConnection()],
                Parts =
                [
                    new PlannedPart(0, new SendCommandRequest { DocumentName = "AWS-RunShellScript" }, ids[..(nodes / 3)]),
                    new PlannedPart(0, new SendCommandRequest { DocumentName = "AWS-RunPowerShellScript" }, ids[(nodes / 3)..]),
                ],
            };
            var placed = 0;
            foreach (var (size, wave) in WaveSizes.Of(_planned.Waves.Sizes, nodes, nodes).Select((size, wave) => (size, wave + 1)))
            {
                foreach (var place in order.Skip(placed).Take(size))
                {
                    _waves[ids[place]] = wave;
                }

                placed += size;
            }
        }

        public async Task RunAsync()
        {
            RecordFile.Create(_home, _planned).Dispose();
            for (var life = 0; ; life++)
            {
                Assert.InRange(life, 0, 300);
                using var over = new CancellationTokenSource();
                if (life is 1 or 3)
                {
                    _endpoint.KillAt(_random.Next(1, 10), over.Cancel);
                }

                await LiveAsync(over.Token);
                Assert.Null(_violation);
                _endpoint.Spare();
                var state = RecordFile.Read(_home, _planned.Id);
                if (state.Count(NodeVerdict.NotStarted) + state.Count(NodeVerdict.Open) + state.Count(NodeVerdict.Unknown) == 0)
                {
                    break;
                }

                // Whoever goes on after a halt lets the next wave start.
                _allowed = Math.Max(_allowed, state.Waves!.Halt != RolloutHalt.None ? state.Waves.Current + 1 : 1);
                _time.Advance(DoubtfulSends.ArrivalLimit + TimeSpan.FromMinutes(1));
            }

            Assert.Equal(_waves.Keys.Order(StringComparer.Ordinal), _endpoint.Accepted.Order(StringComparer.Ordinal));
            Assert.InRange(_endpoint.MostAtATime, 1, _limit);
        }

        public ValueTask BegunAsync(int number, int of) => default;

        public ValueTask EndedAsync(WaveEnd wave, string? maxErrors)
        {
            Assert.Equal(wave.Nodes.Count, _waves.Values.Count(number => number == wave.Number));
            return default;
        }

        public ValueTask SoakingAsync(WaveEnd wave, TimeSpan left) => default;

        public Task<bool> CheckAsync(WaveEnd wave, CancellationToken cancellationToken) => Task.FromResult(_random.Next(10) > 0);

        public Task<bool> AskAsync(WaveEnd wave, CancellationToken cancellationToken)
        {
            var isYes = _random.Next(10) > 0;
            _allowed = Math.Max(_allowed, isYes ? wave.Number + 1 : 1);
            return Task.FromResult(isYes);
        }

        // Kept, not thrown: to the run an exception here is a send that fails.
        private void VerifyStart(IReadOnlyList<string> ids, Func<string, bool> hasEnded)
        {
            var wave = ids.Max(id => _waves[id]);
            var open = _waves.FirstOrDefault(node => node.Value < wave && !hasEnded(node.Key)).Key;
            _violation ??= wave > _allowed ? $"Wave {wave} starts, and only {_allowed} may."
                : open is not null ? $"Wave {wave} starts, and {open} of an earlier one has not ended."
                : null;
        }

        private async Task LiveAsync(CancellationToken over)
        {
            using var log = RolloutLog.TryResume(_home, _planned.Id, _time)!;
            try
            {
                var service = _endpoint.Life(over);
                await new DoubtfulSends(log, _time).DecideAsync(service, 0, over);
                log.Add(at => new RolloutEvent.Resumed(at, Runner.Here, []) { HasCheck = true, HasPrompt = true });
                var observer = new RolloutListener([]);
                var run = new RolloutRun(
                    log,
                    [new RolloutConnection(service, observer)],
                    new FleetRunOptions(new SendOptions(5, false), null),
                    observer,
                    _time,
                    this).RunAsync(over);
                for (var i = 0; i < 20_000 && !run.IsCompleted; i++)
                {
                    _time.Advance(TimeSpan.FromSeconds(4));
                    await Task.Delay(1, CancellationToken.None);
                }

                await run;
                Assert.Equal(log.Read(RolloutText.Of), RolloutText.Of(RecordFile.Read(_home, _planned.Id)));
            }
            catch (OperationCanceledException) when (over.IsCancellationRequested)
            {
                // It was killed.
            }
        }
    }
}
