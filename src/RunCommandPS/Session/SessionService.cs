using RunCommandPS.Pipeline;
using RunCommandPS.Reading;
using RunCommandPS.Sending;

namespace RunCommandPS.Session;

/// <summary>
/// The session's service as a cmdlet calls it: every call is reported on the verbose stream, and the host prompts for what credentials
/// require.
/// </summary>
/// <param name="connection">Makes the calls.</param>
/// <param name="output">The pipeline.</param>
/// <param name="namesNodes">Whether nodes and invocations come with the names of nodes, which may take one more call per page.</param>
internal sealed class SessionService(SessionConnection connection, PipelineOutput output, bool namesNodes = false) : IRunCommandService
{
    private const string Properties = "DescribeInstanceProperties";

    /// <summary>The service that a connection leads to.</summary>
    /// <exception cref="RunCommandException">The connection can't be made.</exception>
    public static SessionService Of(ConnectionOptions connection, PipelineOutput output) =>
        new(ModuleSession.Current.Connect(connection), output);

    /// <summary>The same, for what people read: nodes and invocations come with the names of nodes.</summary>
    /// <inheritdoc cref="Of"/>
    public static SessionService WithNames(ConnectionOptions connection, PipelineOutput output) =>
        new(ModuleSession.Current.Connect(connection), output, namesNodes: true);

    public ConnectionOrigin Origin => connection.Origin;

    /// <summary>The names of nodes, as far as they were read.</summary>
    public NodeNameCache Names => connection.Names;

    public TimeSpan ClockOffset => connection.ClockOffset;

    public Task<Command> SendCommandAsync(SendCommandRequest request, CancellationToken cancellationToken) => CallAsync(
        "SendCommand", SendDescription.Nodes(request), service => service.SendCommandAsync(request, cancellationToken), cancellationToken);

    public Task<Page<Command>> ListCommandsAsync(CommandQuery query, string? nextToken, CancellationToken cancellationToken) => CallAsync(
        "ListCommands", query.CommandId ?? Page(nextToken),
        service => service.ListCommandsAsync(query, nextToken, cancellationToken), cancellationToken);

    public async Task<Page<CommandInvocation>> ListCommandInvocationsAsync(
        CommandQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        var page = await CallAsync(
            "ListCommandInvocations", $"{query.CommandId ?? query.InstanceId}, {Page(nextToken)}",
            service => service.ListCommandInvocationsAsync(query, nextToken, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (!namesNodes)
        {
            return page;
        }

        await LookUpNamesAsync(page.Items.Select(invocation => invocation.InstanceId), cancellationToken).ConfigureAwait(false);
        return page with { Items = page.Items.Select(connection.Names.Named).ToArray() };
    }

    public Task<InvocationOutput> GetCommandInvocationAsync(
        string commandId, string instanceId, string? pluginName, CancellationToken cancellationToken) => CallAsync(
        "GetCommandInvocation", $"{commandId}, {instanceId}, {pluginName}",
        service => service.GetCommandInvocationAsync(commandId, instanceId, pluginName, cancellationToken), cancellationToken);

    public Task CancelCommandAsync(string commandId, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) => CallAsync(
        "CancelCommand",
        instanceIds.Count > 0 ? $"{commandId}, {instanceIds.Count} nodes" : commandId,
        async service =>
        {
            await service.CancelCommandAsync(commandId, instanceIds, cancellationToken).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    public async Task<Page<ManagedNode>> DescribeNodesAsync(NodeQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        var page = await CallAsync(
            "DescribeInstanceInformation", Filtered(query.InstanceIds.Count, query.Filters, nextToken),
            service => service.DescribeNodesAsync(query, nextToken, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (!namesNodes)
        {
            return page;
        }

        var nameless = page.Items.Where(node => node.Name.Length == 0).Select(node => node.InstanceId);
        await LookUpNamesAsync(nameless, cancellationToken).ConfigureAwait(false);
        return page with { Items = page.Items.Select(connection.Names.Named).ToArray() };
    }

    public Task<Page<ManagedNode>> DescribeNodePropertiesAsync(
        IReadOnlyList<string> instanceIds, string? nextToken, CancellationToken cancellationToken) => CallAsync(
        Properties, Filtered(instanceIds.Count, [], nextToken),
        service => service.DescribeNodePropertiesAsync(instanceIds, nextToken, cancellationToken), cancellationToken);

    public Task<Page<RunCommandDocument>> ListDocumentsAsync(
        DocumentQuery query, string? nextToken, CancellationToken cancellationToken) => CallAsync(
        "ListDocuments", Filtered(0, query.Filters, nextToken),
        service => service.ListDocumentsAsync(query, nextToken, cancellationToken), cancellationToken);

    public Task<RunCommandDocument> DescribeDocumentAsync(string name, string? version, CancellationToken cancellationToken) => CallAsync(
        "DescribeDocument", Document(name, version),
        service => service.DescribeDocumentAsync(name, version, cancellationToken), cancellationToken);

    public Task<string> GetDocumentAsync(string name, string? version, CancellationToken cancellationToken) => CallAsync(
        "GetDocument", Document(name, version), service => service.GetDocumentAsync(name, version, cancellationToken), cancellationToken);

    // The service belongs to the session, not to this wrapper.
    public void Dispose()
    {
    }

    // Messages about it come afterwards: a pipeline that is slow to accept them must not use up the time for the calls.
    private async Task LookUpNamesAsync(IEnumerable<string> instanceIds, CancellationToken cancellationToken)
    {
        var (calls, failure) = await connection.LookUpNamesAsync(instanceIds, cancellationToken).ConfigureAwait(false);
        if (calls > 0)
        {
            await output.VerboseAsync(
                $"{Properties} in {Origin.Region}: names of nodes, {calls} {(calls == 1 ? "call" : "calls")}.").ConfigureAwait(false);
        }

        if (failure is not null)
        {
            await output.VerboseAsync($"Node names can't be read, and are not requested again. {connection.Names.Why}")
                .ConfigureAwait(false);
        }
    }

    private async Task<T> CallAsync<T>(
        string operation, string what, Func<IRunCommandService, Task<T>> call, CancellationToken cancellationToken)
    {
        await output.VerboseOnceAsync(connection.Description).ConfigureAwait(false);
        await output.VerboseAsync($"{operation} in {Origin.Region}: {what}.").ConfigureAwait(false);
        return await connection.UseAsync(new HostPrompt(output), open => call(open.Service), cancellationToken).ConfigureAwait(false);
    }

    private static string Page(string? nextToken) => nextToken is null ? "first page" : "next page";

    private static string Filtered(int ids, IEnumerable<QueryFilter> filters, string? nextToken) =>
        string.Join(", ", filters.Select(filter => filter.ToString())
            .Prepend(Page(nextToken)).Concat(ids > 0 ? [$"{ids} {(ids == 1 ? "id" : "ids")}"] : []));

    private static string Document(string name, string? version) => version is null ? name : $"{name}, version {version}";
}
