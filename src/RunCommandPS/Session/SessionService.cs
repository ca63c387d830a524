using RunCommandPS.Pipeline;
using RunCommandPS.Sending;

namespace RunCommandPS.Session;

/// <summary>
/// The session's service as a cmdlet calls it: every call is named on the verbose stream, and the host is asked for what credentials need.
/// </summary>
/// <param name="connection">Makes the calls.</param>
/// <param name="output">The pipeline.</param>
internal sealed class SessionService(SessionConnection connection, PipelineOutput output) : IRunCommandService
{
    /// <summary>The service that a connection leads to.</summary>
    /// <exception cref="RunCommandException">The connection can't be made.</exception>
    public static SessionService Of(ConnectionOptions connection, PipelineOutput output) =>
        new(ModuleSession.Current.Connect(connection), output);

    public ConnectionOrigin Origin => connection.Origin;

    public TimeSpan ClockOffset => connection.ClockOffset;

    public Task<Command> SendCommandAsync(SendCommandRequest request, CancellationToken cancellationToken) => CallAsync(
        "SendCommand", SendDescription.Nodes(request), service => service.SendCommandAsync(request, cancellationToken), cancellationToken);

    public Task<Page<Command>> ListCommandsAsync(CommandQuery query, string? nextToken, CancellationToken cancellationToken) => CallAsync(
        "ListCommands", query.CommandId ?? Page(nextToken),
        service => service.ListCommandsAsync(query, nextToken, cancellationToken), cancellationToken);

    public Task<Page<CommandInvocation>> ListCommandInvocationsAsync(
        CommandQuery query, string? nextToken, CancellationToken cancellationToken) => CallAsync(
        "ListCommandInvocations", $"{query.CommandId ?? query.InstanceId}, {Page(nextToken)}",
        service => service.ListCommandInvocationsAsync(query, nextToken, cancellationToken), cancellationToken);

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

    public Task<Page<ManagedNode>> DescribeNodesAsync(NodeQuery query, string? nextToken, CancellationToken cancellationToken) => CallAsync(
        "DescribeInstanceInformation", Filtered(query.InstanceIds.Count, query.Filters, nextToken),
        service => service.DescribeNodesAsync(query, nextToken, cancellationToken), cancellationToken);

    public Task<Page<RunCommandDocument>> ListDocumentsAsync(
        DocumentQuery query, string? nextToken, CancellationToken cancellationToken) => CallAsync(
        "ListDocuments", Filtered(0, query.Filters, nextToken),
        service => service.ListDocumentsAsync(query, nextToken, cancellationToken), cancellationToken);

    public Task<RunCommandDocument> DescribeDocumentAsync(string name, string? version, CancellationToken cancellationToken) => CallAsync(
        "DescribeDocument", Document(name, version),
        service => service.DescribeDocumentAsync(name, version, cancellationToken), cancellationToken);

    public Task<string> GetDocumentAsync(string name, string? version, CancellationToken cancellationToken) => CallAsync(
        "GetDocument", Document(name, version), service => service.GetDocumentAsync(name, version, cancellationToken), cancellationToken);

    // The service belongs to the session, not to this wrapping of it.
    public void Dispose()
    {
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
