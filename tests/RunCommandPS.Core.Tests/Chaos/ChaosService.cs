using System.Globalization;
using RunCommandPS.Errors;

namespace RunCommandPS.Core.Tests.Chaos;

/// <summary>
/// An endpoint that by seed accepts a command and then loses the answer, resets, answers 500 or 503, half a reply or a redirect,
/// throttles or hangs; reads fail in the same ways. It keeps what it accepted. Each call's luck depends on what it is and how often it
/// came, not on what else there is at the same time.
/// </summary>
internal sealed class ChaosService(ChaosOptions options, TimeProvider timeProvider) : IRunCommandService
{
    private static readonly ChaosFault[] Faults = Enum.GetValues<ChaosFault>()[1..];

    private readonly object _gate = new();
    private readonly Dictionary<string, int> _calls = [];
    private readonly List<(SendCommandRequest Request, Command Command, DateTimeOffset Listed)> _accepted = [];
    private bool _isAnswered;

    /// <summary>What was accepted, with the id that it got.</summary>
    public IReadOnlyList<(SendCommandRequest Request, string CommandId)> Accepted =>
        [.. _accepted.Select(one => (one.Request, one.Command.CommandId))];

    /// <summary>How often commands were listed.</summary>
    public int Looks { get; private set; }

    public ConnectionOrigin Origin { get; } = new("us-east-1", new Uri("https://ssm.example.com"), ConnectionOptions.Default);

    // As a Date header tells it, by whole seconds.
    public TimeSpan ClockOffset => !_isAnswered ? TimeSpan.Zero
        : WholeSeconds(Now) + TimeSpan.FromSeconds(0.5) - timeProvider.GetUtcNow();

    private DateTimeOffset Now => timeProvider.GetUtcNow() + options.ClockOffset;

    public async Task<Command> SendCommandAsync(SendCommandRequest request, CancellationToken cancellationToken)
    {
        var context = new ErrorContext("SendCommand", Origin) { Request = request, StartedAt = timeProvider.GetUtcNow() };
        var key = $"{string.Join(',', request.InstanceIds ?? [])} {string.Join(',', request.Targets ?? [])} {request.Comment}";
        var (fault, luck) = await BeginAsync(key, cancellationToken).ConfigureAwait(false);
        Command? command = null;
        if (fault is ChaosFault.None or ChaosFault.HalfReply or ChaosFault.ResetAfter or ChaosFault.InternalErrorAfter
            or ChaosFault.UnavailableAfter or ChaosFault.HangAfter)
        {
            command = Accept(request, luck);
        }

        await EndAsync(fault, context, cancellationToken).ConfigureAwait(false);
        return command!;
    }

    public async Task<Page<Command>> ListCommandsAsync(CommandQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        var context = new ErrorContext("ListCommands", Origin);
        Looks++;
        var (fault, _) = await BeginAsync($"look {query.InstanceId} {query.DocumentName}", cancellationToken).ConfigureAwait(false);
        await EndAsync(fault, context, cancellationToken).ConfigureAwait(false);

        // The filter has whole seconds on the wire.
        var after = WholeSeconds(query.InvokedAfter!.Value);
        lock (_gate)
        {
            return new Page<Command>(
                [
                    .. _accepted.Where(one => one.Listed <= Now
                        && one.Command.RequestedDateTime > after
                        && (query.InstanceId is null || one.Command.InstanceIds.Contains(query.InstanceId))
                        && (query.DocumentName is null || one.Command.DocumentName == query.DocumentName))
                        .Select(one => one.Command).Reverse().Take(query.PageSize),
                ],
                null);
        }
    }

    public Task<Page<CommandInvocation>> ListCommandInvocationsAsync(
        CommandQuery query, string? nextToken, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<InvocationOutput> GetCommandInvocationAsync(
        string commandId, string instanceId, string? pluginName, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task CancelCommandAsync(string commandId, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Page<ManagedNode>> DescribeNodesAsync(NodeQuery query, string? nextToken, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Page<ManagedNode>> DescribeNodePropertiesAsync(
        IReadOnlyList<string> instanceIds, string? nextToken, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Page<RunCommandDocument>> ListDocumentsAsync(DocumentQuery query, string? nextToken, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<RunCommandDocument> DescribeDocumentAsync(string name, string? version, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<string> GetDocumentAsync(string name, string? version, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public void Dispose()
    {
    }

    private async Task<(ChaosFault Fault, Random Luck)> BeginAsync(string key, CancellationToken cancellationToken)
    {
        Random luck;
        lock (_gate)
        {
            var call = _calls[key] = _calls.GetValueOrDefault(key) + 1;
            luck = new Random(Hash($"{options.Seed} {key} {call}"));
        }

        await Task.Delay(options.Latency * luck.NextDouble(), timeProvider, cancellationToken).ConfigureAwait(false);
        return (luck.NextDouble() < options.FaultRate ? Faults[luck.Next(Faults.Length)] : ChaosFault.None, luck);
    }

    private async Task EndAsync(ChaosFault fault, ErrorContext context, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case ChaosFault.HangBefore or ChaosFault.HangAfter:
                await Task.Delay(options.CallTimeout, timeProvider, cancellationToken).ConfigureAwait(false);
                throw ConnectionErrors.Timeout(context, new TimeoutException());
            case ChaosFault.ResetBefore or ChaosFault.ResetAfter:
                throw ConnectionErrors.Lost(context, new IOException("reset"));
        }

        _isAnswered = true;
        switch (fault)
        {
            case ChaosFault.InternalErrorBefore or ChaosFault.InternalErrorAfter:
                throw ErrorCatalog.FromService(ErrorCode.InternalServerError, "", 500, "", context, null);
            case ChaosFault.UnavailableBefore or ChaosFault.UnavailableAfter:
                throw ErrorCatalog.FromService("ServiceUnavailable", "", 503, "", context, null);
            case ChaosFault.HalfReply:
                throw ConnectionErrors.InvalidReply(context, 200, new IOException("half"));
            case ChaosFault.Redirect:
                throw ErrorCatalog.FromService("TemporaryRedirect", "", 307, "", context, null);
            case ChaosFault.Throttle:
                throw ErrorCatalog.FromService(ErrorCode.ThrottlingException, "Rate exceeded", 400, "", context, null);
        }
    }

    private Command Accept(SendCommandRequest request, Random luck)
    {
        lock (_gate)
        {
            var command = new Command
            {
                CommandId = $"c-{(_accepted.Count + 1).ToString(CultureInfo.InvariantCulture)}",
                DocumentName = request.DocumentName,
                DocumentVersion = request.DocumentVersion ?? ServiceLimits.DefaultVersion,
                Comment = request.Comment ?? "",
                Parameters = request.Parameters ?? SendCommandRequest.NoParameters,
                InstanceIds = request.InstanceIds ?? [],
                Targets = request.Targets ?? [],
                MaxConcurrency = request.MaxConcurrency ?? ServiceLimits.MaxConcurrencyDefault,
                MaxErrors = request.MaxErrors ?? ServiceLimits.MaxErrorsDefault,
                TimeoutSeconds = request.TimeoutSeconds ?? ServiceLimits.TimeoutSecondsDefault,
                RequestedDateTime = Now,
            };
            _accepted.Add((request, command, Now + options.ListLag * luck.NextDouble()));
            return command;
        }
    }

    private static DateTimeOffset WholeSeconds(DateTimeOffset moment) =>
        new(moment.Ticks - (moment.Ticks % TimeSpan.TicksPerSecond), moment.Offset);

    // The same in every process, as string's own is not.
    private static int Hash(string text) => text.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter));
}
