using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using RunCommandPS.Errors;

namespace RunCommandPS.Core.Tests.Rollout;

/// <summary>
/// A service that keeps account of what it accepts, loses answers by seed, and ends what runs after a while. Whoever calls it can be killed
/// at any call: before it is made, after it was accepted, or while its answer is on the way.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="seed">Decides what is lost, what fails and how long nodes take.</param>
/// <param name="lossPercentage">How many answers to sends are lost, in percent.</param>
/// <param name="failurePercentage">How many nodes fail, in percent; always the same ones.</param>
internal sealed class RolloutEndpoint(FakeTimeProvider time, int seed, int lossPercentage = 0, int failurePercentage = 0)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);

    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();
    private readonly List<(Command Command, DateTimeOffset Accepted)> _commands = [];
    private int _calls;
    private int _killAt = int.MaxValue;
    private Action? _kill;

    /// <summary>Every node that was accepted, once for each time.</summary>
    public IReadOnlyList<string> Accepted
    {
        get
        {
            lock (_gate)
            {
                return [.. _commands.SelectMany(one => one.Command.InstanceIds)];
            }
        }
    }

    /// <summary>Looks at nodes before they are accepted, with what tells whether a node has ended.</summary>
    public Action<IReadOnlyList<string>, Func<string, bool>> WhenAccepting { get; set; } = (_, _) => { };

    /// <summary>How often commands were listed.</summary>
    public int Lists { get; private set; }

    /// <summary>The most nodes that ran at the same time.</summary>
    public int MostAtATime { get; private set; }

    /// <summary>The next caller is killed at one of its next calls.</summary>
    /// <param name="calls">At which one, from 1.</param>
    /// <param name="kill">Called at that moment.</param>
    public void KillAt(int calls, Action kill)
    {
        lock (_gate)
        {
            (_killAt, _kill) = (_calls + calls, kill);
        }
    }

    /// <summary>The next caller lives on.</summary>
    public void Spare()
    {
        lock (_gate)
        {
            _killAt = int.MaxValue;
        }
    }

    /// <summary>The service as one life of the caller sees it.</summary>
    public FakeService Life(CancellationToken over) => new()
    {
        Send = (request, _) => CallAsync(() => Accept(request), over, isSend: true),
        CommandsOf = (query, _) =>
        {
            Lists++;
            return CallAsync(() => List(query), over).GetAwaiter().GetResult();
        },
        InvocationsOf = (query, _) => CallAsync(() => Invocations(query), over).GetAwaiter().GetResult(),
    };

    private async Task<T> CallAsync<T>(Func<T> answer, CancellationToken over, bool isSend = false)
    {
        T result;
        bool isLost;
        lock (_gate)
        {
            over.ThrowIfCancellationRequested();
            var isKilled = ++_calls >= _killAt;
            var isMade = !isKilled || _random.Next(2) == 0;
            result = isMade ? answer() : default!;
            isLost = isSend && _random.Next(100) < lossPercentage;
            if (isKilled)
            {
                _killAt = int.MaxValue;
                _kill!();
                over.ThrowIfCancellationRequested();
            }
        }

        await Task.CompletedTask;
        return isLost
            ? throw ErrorCatalog.FromService(
                ErrorCode.InternalServerError,
                "",
                500,
                "",
                new ErrorContext("SendCommand", ConnectionOrigin.None) { Request = new SendCommandRequest() },
                null)
            : result;
    }

    private Command Accept(SendCommandRequest request)
    {
        WhenAccepting(request.InstanceIds!, id => _commands.Any(
            one => one.Command.InstanceIds.Contains(id) && HasEnded(id, one.Accepted)));
        var command = new Command
        {
            CommandId = string.Create(CultureInfo.InvariantCulture, $"c{_commands.Count + 1}"),
            Status = RunStatus.Pending,
            Comment = request.Comment ?? "",
            RequestedDateTime = time.GetUtcNow(),
            ExpiresAfter = time.GetUtcNow() + TimeSpan.FromHours(1),
            InstanceIds = request.InstanceIds!,
            TargetCount = request.InstanceIds!.Count,
        };
        _commands.Add((command, time.GetUtcNow()));
        MostAtATime = Math.Max(MostAtATime, _commands.Sum(one => one.Command.InstanceIds.Count(id => !HasEnded(id, one.Accepted))));
        return command;
    }

    private Page<Command> List(CommandQuery query) => new(
        [.. _commands.AsEnumerable().Reverse()
            .Where(one => query.CommandId is null || one.Command.CommandId == query.CommandId)
            .Where(one => query.InvokedAfter is null || one.Accepted > query.InvokedAfter)
            .Where(one => query.InstanceId is null || one.Command.InstanceIds.Contains(query.InstanceId))
            .Select(one => Seen(one.Command, one.Accepted))],
        null);

    private Command Seen(Command command, DateTimeOffset accepted)
    {
        var ended = command.InstanceIds.Count(id => HasEnded(id, accepted));
        return command with { CompletedCount = ended, Status = ended == command.TargetCount ? RunStatus.Success : RunStatus.InProgress };
    }

    private Page<CommandInvocation> Invocations(CommandQuery query)
    {
        var (command, accepted) = _commands.Single(one => one.Command.CommandId == query.CommandId);
        return new(
            [.. command.InstanceIds.Select(id => new CommandInvocation
            {
                CommandId = command.CommandId,
                InstanceId = id,
                Status = !HasEnded(id, accepted) ? RunStatus.InProgress : Fails(id) ? RunStatus.Failed : RunStatus.Success,
            })],
            null);
    }

    private bool Fails(string id) => Hash(id, seed + 1) * 100 < failurePercentage;

    // Nodes take different times, each always the same.
    private bool HasEnded(string id, DateTimeOffset accepted) => time.GetUtcNow() - accepted > Longest * Hash(id, seed);

    // From 0 to 1.
    private static double Hash(string id, int seed) => (id.Aggregate(seed, (hash, letter) => (hash * 31) + letter) & 0xFF) / 255d;
}
