using RunCommandPS.Reading;
using RunCommandPS.Session;

namespace RunCommandPS.Completion;

/// <summary>What the service knows, for completion: read for at most two seconds, and remembered for half a minute.</summary>
internal static class CompletionSource
{
    // More than anyone scrolls through, and few enough calls that completion does not get commands throttled.
    private const int Most = 500;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(10);
    private static readonly ExpiringCache<(string What, object Connection), IReadOnlyList<object>> Memory =
        new(TimeProvider.System, TimeSpan.FromSeconds(30));

    /// <summary>Documents that commands can run.</summary>
    public static IEnumerable<RunCommandDocument> Documents(ConnectionOptions connection) =>
        Read<RunCommandDocument>(
            "documents", connection, (service, _, stop) => Some(new DocumentReader(service).DocumentsAsync(new DocumentQuery(), stop)));

    /// <summary>One document with its parameters; none if there is none with that name.</summary>
    public static IEnumerable<RunCommandDocument> Document(ConnectionOptions connection, string name, string? version) =>
        Read<RunCommandDocument>(
            $"document {name} {version}", connection,
            async (service, _, stop) =>
                [(await new DocumentReader(service).DescribeAsync(name, version, stop).ConfigureAwait(false)).Document]);

    /// <summary>Managed nodes.</summary>
    public static IEnumerable<ManagedNode> Nodes(ConnectionOptions connection) =>
        Read<ManagedNode>("nodes", connection, async (service, session, stop) =>
        {
            var nodes = await Some(new NodeReader(service).NodesAsync(new NodeQuery(), stop)).ConfigureAwait(false);
            await session.LookUpNamesAsync(
                nodes.Where(node => node.Name.Length == 0).Select(node => node.InstanceId), stop).ConfigureAwait(false);
            return nodes.Select(session.Names.Named).ToArray();
        });

    /// <summary>The newest commands, one page of them.</summary>
    public static IEnumerable<Command> Commands(ConnectionOptions connection) =>
        Read<Command>(
            "commands", connection,
            async (service, _, stop) => (await service.ListCommandsAsync(new CommandQuery(), null, stop).ConfigureAwait(false)).Items);

    /// <summary>Names of the steps of a command, as far as some of its nodes have started them.</summary>
    public static IEnumerable<string> Steps(ConnectionOptions connection, string commandId) =>
        Read<string>($"steps {commandId}", connection, async (service, _, stop) =>
        (await service.ListCommandInvocationsAsync(new CommandQuery { CommandId = commandId, Details = true }, null,
            stop).ConfigureAwait(false)).Items
            .SelectMany(invocation => invocation.Steps).Select(step => step.Name).Distinct().ToArray());

    private static IEnumerable<T> Read<T>(
        string what,
        ConnectionOptions connection,
        Func<IRunCommandService, SessionConnection, CancellationToken, Task<IReadOnlyList<T>>> read)
        where T : class
    {
        // On another thread, because finding credentials may take long before the first call, and part of it can't be cancelled.
        var answer = Memory.Get((what, ModuleSession.Key(connection)), () => Task.Run(() => AskAsync(connection, read)));
        return answer.Wait(TimeLimit) ? answer.Result.Cast<T>() : [];
    }

    private static async Task<IReadOnlyList<object>> AskAsync<T>(
        ConnectionOptions connection, Func<IRunCommandService, SessionConnection, CancellationToken, Task<IReadOnlyList<T>>> read)
        where T : class
    {
        using var stop = new CancellationTokenSource(LongestCall);
        try
        {
            var session = ModuleSession.Current.Connect(connection);
            return await session.UseAsync(null, open => read(open.Service, session, stop.Token), stop.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RunCommandException or OperationCanceledException)
        {
            return Array.Empty<object>();
        }
    }

    private static async Task<IReadOnlyList<T>> Some<T>(IAsyncEnumerable<T> items)
    {
        var some = new List<T>();
        await foreach (var item in items.ConfigureAwait(false))
        {
            some.Add(item);
            if (some.Count == Most)
            {
                break;
            }
        }

        return some;
    }
}
