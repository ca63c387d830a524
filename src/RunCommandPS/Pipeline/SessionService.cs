using RunCommandPS.Session;

namespace RunCommandPS.Pipeline;

/// <summary>
/// The session's service as a cmdlet calls it: every call is named on the verbose stream, and a connection whose credentials are
/// refused is not used again, so that the next call, of this cmdlet or another one, looks for credentials afresh.
/// </summary>
/// <param name="service">Makes the calls.</param>
/// <param name="output">The pipeline.</param>
internal sealed class SessionService(IRunCommandService service, PipelineOutput output) : IRunCommandService
{
    private IRunCommandService _service = service;
    private bool _isRefused;

    public ConnectionOrigin Origin => _service.Origin;

    public Task<Command> SendCommandAsync(SendCommandRequest request, CancellationToken cancellationToken) => CallAsync(
        "SendCommand", SendDescription.Nodes(request), () => _service.SendCommandAsync(request, cancellationToken));

    public Task<Page<Command>> ListCommandsAsync(CommandQuery query, string? nextToken, CancellationToken cancellationToken) => CallAsync(
        "ListCommands", query.CommandId ?? Page(nextToken), () => _service.ListCommandsAsync(query, nextToken, cancellationToken));

    public Task<Page<CommandInvocation>> ListCommandInvocationsAsync(CommandQuery query, string? nextToken, CancellationToken cancellationToken) => CallAsync(
        "ListCommandInvocations", $"{query.CommandId}, {Page(nextToken)}", () => _service.ListCommandInvocationsAsync(query, nextToken, cancellationToken));

    public Task<InvocationOutput> GetCommandInvocationAsync(string commandId, string instanceId, string? pluginName, CancellationToken cancellationToken) => CallAsync(
        "GetCommandInvocation", $"{commandId}, {instanceId}, {pluginName}", () => _service.GetCommandInvocationAsync(commandId, instanceId, pluginName, cancellationToken));

    public Task CancelCommandAsync(string commandId, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) => CallAsync(
        "CancelCommand",
        instanceIds.Count > 0 ? $"{commandId}, {instanceIds.Count} nodes" : commandId,
        async () =>
        {
            await _service.CancelCommandAsync(commandId, instanceIds, cancellationToken).ConfigureAwait(false);
            return true;
        });

    public Task<Page<ManagedNode>> DescribeNodesAsync(NodeQuery query, string? nextToken, CancellationToken cancellationToken) => CallAsync(
        "DescribeInstanceInformation", Filtered(query.InstanceIds.Count, query.Filters, nextToken), () => _service.DescribeNodesAsync(query, nextToken, cancellationToken));

    public Task<Page<RunCommandDocument>> ListDocumentsAsync(DocumentQuery query, string? nextToken, CancellationToken cancellationToken) => CallAsync(
        "ListDocuments", Filtered(0, query.Filters, nextToken), () => _service.ListDocumentsAsync(query, nextToken, cancellationToken));

    public Task<RunCommandDocument> DescribeDocumentAsync(string name, string? version, CancellationToken cancellationToken) => CallAsync(
        "DescribeDocument", Document(name, version), () => _service.DescribeDocumentAsync(name, version, cancellationToken));

    public Task<string> GetDocumentAsync(string name, string? version, CancellationToken cancellationToken) => CallAsync(
        "GetDocument", Document(name, version), () => _service.GetDocumentAsync(name, version, cancellationToken));

    // The service belongs to the session, not to this wrapping of it.
    public void Dispose()
    {
    }

    private async Task<T> CallAsync<T>(string operation, string what, Func<Task<T>> call)
    {
        await output.VerboseAsync($"{operation} in {Origin.Region}: {what}.").ConfigureAwait(false);
        try
        {
            if (_isRefused)
            {
                _service = ModuleSession.Current.Connect(Origin.Connection);
                _isRefused = false;
            }

            return await call().ConfigureAwait(false);
        }
        catch (RunCommandException exception) when (exception.Kind == ErrorKind.AuthenticationError)
        {
            ModuleSession.Current.Forget(_service);
            _isRefused = true;
            throw;
        }
    }

    private static string Page(string? nextToken) => nextToken is null ? "first page" : "next page";

    private static string Filtered(int ids, IEnumerable<QueryFilter> filters, string? nextToken) =>
        string.Join(", ", filters.Select(filter => filter.ToString()).Prepend(Page(nextToken)).Concat(ids > 0 ? [$"{ids} {(ids == 1 ? "id" : "ids")}"] : []));

    private static string Document(string name, string? version) => version is null ? name : $"{name}, version {version}";
}
