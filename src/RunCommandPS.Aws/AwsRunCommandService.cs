using Amazon.SimpleSystemsManagement;
using RunCommandPS.Aws.Calls;
using RunCommandPS.Aws.Credentials;
using RunCommandPS.Aws.Http;
using RunCommandPS.Aws.Mapping;
using RunCommandPS.Errors;
using RunCommandPS.Sending;
using Sdk = Amazon.SimpleSystemsManagement.Model;

namespace RunCommandPS.Aws;

/// <summary>Run Command over the AWS SDK.</summary>
/// <param name="client">Makes the calls.</param>
/// <param name="credentials">What it signs with.</param>
/// <param name="clock">The service's clock, as far as its responses reveal it.</param>
/// <param name="origin">Where the calls go.</param>
/// <param name="timeout">How long one call may take, retries included; getting credentials, which may
/// require a prompt, is not.</param>
internal sealed class AwsRunCommandService(
    IAmazonSimpleSystemsManagement client, ChosenCredentials credentials, ServiceClock clock, ConnectionOrigin origin, TimeSpan timeout)
    : IRunCommandService
{
    private const int IdsKept = 1000;

    private readonly RecentIds _sent = new(IdsKept);

    public ConnectionOrigin Origin => origin;

    public TimeSpan ClockOffset => clock.Offset;

    public Task<Command> SendCommandAsync(SendCommandRequest request, CancellationToken cancellationToken) => CallAsync(
        new ErrorContext("SendCommand", origin) { Request = request },
        async (context, bounded) =>
        {
            var reply = await client.SendCommandAsync(RequestMapping.ToSdk(request), bounded).ConfigureAwait(false);
            var command = ReplyCheck.Sent(request, ReplyMapping.FromSdk(reply.Command ?? new(), origin), context);
            return _sent.Add(command.CommandId) ? command
                : throw ConnectionErrors.MismatchedReply(context, $"command {command.CommandId} was sent before");
        },
        cancellationToken);

    public Task<Page<Command>> ListCommandsAsync(CommandQuery query, string? nextToken, CancellationToken cancellationToken) => CallAsync(
        new ErrorContext("ListCommands", origin) { CommandId = query.CommandId, InstanceId = query.InstanceId },
        async (context, bounded) =>
        {
            var reply = await client.ListCommandsAsync(RequestMapping.ToSdk(query, nextToken), bounded).ConfigureAwait(false);
            ReplyCheck.Read(query.CommandId, reply.Commands?.Select(command => command.CommandId) ?? [], context);
            return Page(reply.Commands, command => ReplyMapping.FromSdk(command, origin), reply.NextToken);
        },
        cancellationToken);

    public Task<Page<CommandInvocation>> ListCommandInvocationsAsync(
        CommandQuery query, string? nextToken, CancellationToken cancellationToken) =>
        CallAsync(
            new ErrorContext("ListCommandInvocations", origin) { CommandId = query.CommandId, InstanceId = query.InstanceId },
            async (context, bounded) =>
            {
                var reply = await client.ListCommandInvocationsAsync(
                    RequestMapping.ToInvocations(query, nextToken), bounded).ConfigureAwait(false);
                ReplyCheck.Read(query.CommandId, reply.CommandInvocations?.Select(invocation => invocation.CommandId) ?? [], context);
                ReplyCheck.Read(query.InstanceId, reply.CommandInvocations?.Select(invocation => invocation.InstanceId) ?? [], context);
                return Page(reply.CommandInvocations, invocation => ReplyMapping.FromSdk(invocation, origin), reply.NextToken);
            },
            cancellationToken);

    public Task<InvocationOutput> GetCommandInvocationAsync(
        string commandId, string instanceId, string? pluginName, CancellationToken cancellationToken) => CallAsync(
        new ErrorContext("GetCommandInvocation", origin) { CommandId = commandId, InstanceId = instanceId, PluginName = pluginName },
        async (context, bounded) =>
        {
            var request = new Sdk.GetCommandInvocationRequest { CommandId = commandId, InstanceId = instanceId, PluginName = pluginName };
            var reply = await client.GetCommandInvocationAsync(request, bounded).ConfigureAwait(false);
            ReplyCheck.Read(commandId, [reply.CommandId], context);
            ReplyCheck.Read(instanceId, [reply.InstanceId], context);
            return ReplyMapping.FromSdk(reply);
        },
        cancellationToken);

    public Task CancelCommandAsync(string commandId, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken) => CallAsync(
        new ErrorContext("CancelCommand", origin) { CommandId = commandId },
        (_, bounded) => client.CancelCommandAsync(
            new Sdk.CancelCommandRequest { CommandId = commandId, InstanceIds = instanceIds.Count > 0 ? [.. instanceIds] : null }, bounded),
        cancellationToken);

    public Task<Page<ManagedNode>> DescribeNodesAsync(NodeQuery query, string? nextToken, CancellationToken cancellationToken) => CallAsync(
        new ErrorContext("DescribeInstanceInformation", origin),
        async (_, bounded) =>
        {
            var reply = await client.DescribeInstanceInformationAsync(QueryMapping.ToSdk(query, nextToken), bounded).ConfigureAwait(false);
            return Page(reply.InstanceInformationList, node => ReplyMapping.FromSdk(node, origin), reply.NextToken);
        },
        cancellationToken);

    public Task<Page<ManagedNode>> DescribeNodePropertiesAsync(
        IReadOnlyList<string> instanceIds, string? nextToken, CancellationToken cancellationToken) => CallAsync(
        new ErrorContext("DescribeInstanceProperties", origin),
        async (_, bounded) =>
        {
            var reply = await client.DescribeInstancePropertiesAsync(
                QueryMapping.ToProperties(instanceIds, nextToken), bounded).ConfigureAwait(false);
            return Page(reply.InstanceProperties, node => ReplyMapping.FromSdk(node, origin), reply.NextToken);
        },
        cancellationToken);

    public Task<Page<RunCommandDocument>> ListDocumentsAsync(DocumentQuery query, string? nextToken, CancellationToken cancellationToken) =>
        CallAsync(
            new ErrorContext("ListDocuments", origin),
            async (_, bounded) =>
            {
                var reply = await client.ListDocumentsAsync(QueryMapping.ToSdk(query, nextToken), bounded).ConfigureAwait(false);
                return Page(reply.DocumentIdentifiers, document => DocumentMapping.FromSdk(document, origin), reply.NextToken);
            },
            cancellationToken);

    public Task<RunCommandDocument> DescribeDocumentAsync(string name, string? version, CancellationToken cancellationToken) => CallAsync(
        new ErrorContext("DescribeDocument", origin) { DocumentName = name, DocumentVersion = version },
        async (_, bounded) =>
        {
            var request = new Sdk.DescribeDocumentRequest { Name = name, DocumentVersion = version };
            var reply = await client.DescribeDocumentAsync(request, bounded).ConfigureAwait(false);
            return DocumentMapping.FromSdk(reply.Document, origin);
        },
        cancellationToken);

    public Task<string> GetDocumentAsync(string name, string? version, CancellationToken cancellationToken) => CallAsync(
        new ErrorContext("GetDocument", origin) { DocumentName = name, DocumentVersion = version },
        async (_, bounded) =>
        {
            var request = new Sdk.GetDocumentRequest { Name = name, DocumentVersion = version, DocumentFormat = DocumentFormat.JSON };
            return (await client.GetDocumentAsync(request, bounded).ConfigureAwait(false)).Content ?? "";
        },
        cancellationToken);

    public void Dispose() => client.Dispose();

    private static Page<TOurs> Page<TSdk, TOurs>(List<TSdk>? items, Func<TSdk, TOurs> map, string? nextToken) =>
        new(items is null ? [] : items.ConvertAll(item => map(item)), string.IsNullOrEmpty(nextToken) ? null : nextToken);

    private async Task<T> CallAsync<T>(
        ErrorContext context, Func<ErrorContext, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            await credentials.EnsureAsync(null, cancellationToken).ConfigureAwait(false);

            // The SDK limits each attempt separately, and waits between them.
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(timeout);
            return await call(context, patience.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw ErrorTranslation.Translate(exception, context);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The SDK reports some cancelled calls as broken connections.
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }
}
