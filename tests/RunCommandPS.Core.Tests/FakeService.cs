using RunCommandPS.Errors;

namespace RunCommandPS.Core.Tests;

/// <summary>A service that does what a test says. It counts the calls of SendCommand, and how many of them there are at a time.</summary>
internal sealed class FakeService : IRunCommandService
{
    private readonly Lock _gate = new();
    private readonly List<string> _cancelled = [];
    private int _current;

    public Func<SendCommandRequest, CancellationToken, Task<Command>> Send { get; init; } = (request, _) => Task.FromResult(
        new Command { InstanceIds = request.InstanceIds ?? [] });

    public Func<string?, Page<Command>> Commands { get; init; } = _ => throw Unexpected();

    /// <summary>Goes before <see cref="Commands"/>, where the question matters.</summary>
    public Func<CommandQuery, string?, Page<Command>>? CommandsOf { get; init; }

    /// <summary>What ListCommands waits for before it answers.</summary>
    public Func<CancellationToken, Task> BeforeCommands { get; init; } = _ => Task.CompletedTask;

    public Func<string?, Page<CommandInvocation>> Invocations { get; init; } = _ => throw Unexpected();

    /// <summary>Goes before <see cref="Invocations"/>, where the question matters.</summary>
    public Func<CommandQuery, string?, Page<CommandInvocation>>? InvocationsOf { get; init; }

    public Func<string?, InvocationOutput> Output { get; init; } = _ => throw Unexpected();

    public Func<IReadOnlyList<string>, string?, Page<ManagedNode>> Nodes { get; init; } = (_, _) => throw Unexpected();

    public Func<string, IReadOnlyList<string>, Task> Cancel { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>The commands that were to be cancelled.</summary>
    public IReadOnlyList<string> Cancelled => _cancelled;

    /// <summary>Goes before <see cref="Nodes"/>, where the filters matter.</summary>
    public Func<NodeQuery, string?, Page<ManagedNode>>? NodesOf { get; init; }

    public Func<DocumentQuery, string?, Page<RunCommandDocument>> Documents { get; init; } = (_, _) => throw Unexpected();

    public Func<string, string?, RunCommandDocument> Description { get; init; } = (_, _) => throw Unexpected();

    public Func<string, string?, string> Content { get; init; } = (_, _) => throw Unexpected();

    public int Sends { get; private set; }

    public int MostSendsAtATime { get; private set; }

    public ConnectionOrigin Origin { get; } = new("us-east-1", new Uri("https://ssm.example.com"), ConnectionOptions.Default);

    public TimeSpan ClockOffset { get; set; }

    public async Task<Command> SendCommandAsync(SendCommandRequest request, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Sends++;
            MostSendsAtATime = Math.Max(MostSendsAtATime, ++_current);
        }

        try
        {
            return await Send(request, cancellationToken);
        }
        finally
        {
            lock (_gate)
            {
                _current--;
            }
        }
    }

    public async Task<Page<Command>> ListCommandsAsync(CommandQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        await BeforeCommands(cancellationToken);
        return CommandsOf is { } answer ? answer(query, nextToken) : Commands(nextToken);
    }

    public async Task<Page<CommandInvocation>> ListCommandInvocationsAsync(
        CommandQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        return InvocationsOf is { } answer ? answer(query, nextToken) : Invocations(nextToken);
    }

    public Task<InvocationOutput> GetCommandInvocationAsync(
        string commandId, string instanceId, string? pluginName, CancellationToken cancellationToken) =>
        Task.FromResult(Output(pluginName));

    public Task CancelCommandAsync(string commandId, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _cancelled.Add(commandId);
        }

        return Cancel(commandId, instanceIds).WaitAsync(cancellationToken);
    }

    // On the caller's time, as a call over the network would not be: what fails here fails within the call.
    public async Task<Page<ManagedNode>> DescribeNodesAsync(NodeQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return NodesOf is { } answer ? answer(query, nextToken) : Nodes(query.InstanceIds, nextToken);
    }

    public async Task<Page<ManagedNode>> DescribeNodePropertiesAsync(
        IReadOnlyList<string> instanceIds, string? nextToken, CancellationToken cancellationToken)
    {
        await Task.Yield();
        throw Unexpected();
    }

    public async Task<Page<RunCommandDocument>> ListDocumentsAsync(
        DocumentQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return Documents(query, nextToken);
    }

    public async Task<RunCommandDocument> DescribeDocumentAsync(string name, string? version, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return Description(name, version);
    }

    public async Task<string> GetDocumentAsync(string name, string? version, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return Content(name, version);
    }

    /// <summary>The exception for a code of the service's.</summary>
    public RunCommandException Error(string code, string message = "") =>
        ErrorCatalog.FromService(
            code, message, 400, "", new ErrorContext("SendCommand", Origin) { Request = new SendCommandRequest() }, null);

    public void Dispose()
    {
    }

    private static InvalidOperationException Unexpected() => new("The test did not expect this call.");
}
