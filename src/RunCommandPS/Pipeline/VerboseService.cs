namespace RunCommandPS.Pipeline;

/// <summary>Names every call that reads on the verbose stream.</summary>
/// <param name="service">Makes the calls.</param>
/// <param name="output">The pipeline.</param>
internal sealed class VerboseService(IRunCommandService service, PipelineOutput output) : IRunCommandService
{
    public ConnectionOrigin Origin => service.Origin;

    public async Task<Command> SendCommandAsync(SendCommandRequest request, CancellationToken cancellationToken)
    {
        await SayAsync("SendCommand", SendDescription.Nodes(request)).ConfigureAwait(false);
        return await service.SendCommandAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Page<Command>> ListCommandsAsync(CommandQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        await SayAsync("ListCommands", query.CommandId ?? Page(nextToken)).ConfigureAwait(false);
        return await service.ListCommandsAsync(query, nextToken, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Page<CommandInvocation>> ListCommandInvocationsAsync(CommandQuery query, string? nextToken, CancellationToken cancellationToken)
    {
        await SayAsync("ListCommandInvocations", $"{query.CommandId}, {Page(nextToken)}").ConfigureAwait(false);
        return await service.ListCommandInvocationsAsync(query, nextToken, cancellationToken).ConfigureAwait(false);
    }

    public async Task<InvocationOutput> GetCommandInvocationAsync(string commandId, string instanceId, string? pluginName, CancellationToken cancellationToken)
    {
        await SayAsync("GetCommandInvocation", $"{commandId}, {instanceId}, {pluginName}").ConfigureAwait(false);
        return await service.GetCommandInvocationAsync(commandId, instanceId, pluginName, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Page<ManagedNode>> DescribeNodesAsync(IReadOnlyList<string> instanceIds, string? nextToken, CancellationToken cancellationToken)
    {
        await SayAsync("DescribeInstanceInformation", Page(nextToken)).ConfigureAwait(false);
        return await service.DescribeNodesAsync(instanceIds, nextToken, cancellationToken).ConfigureAwait(false);
    }

    // The service belongs to the session, not to this wrapping of it.
    public void Dispose()
    {
    }

    private ValueTask SayAsync(string operation, string what) => output.VerboseAsync($"{operation} in {Origin.Region}: {what}.");

    private static string Page(string? nextToken) => nextToken is null ? "first page" : "next page";
}
