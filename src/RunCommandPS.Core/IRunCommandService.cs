namespace RunCommandPS;

/// <summary>
/// Run Command as this module needs it. Every method makes one call to the service (a few if it only reads and the first ones fail in a
/// way that may pass) and throws <see cref="RunCommandException"/> for every way in which it can fail.
/// </summary>
public interface IRunCommandService : IDisposable
{
    /// <summary>The region and endpoint that calls go to.</summary>
    ConnectionOrigin Origin { get; }

    /// <summary>
    /// How far the service's clock is ahead of this computer's, as its last answer says; zero before there is one, negative where it is
    /// behind. It may be off by a second.
    /// </summary>
    TimeSpan ClockOffset { get; }

    /// <summary>Sends one command.</summary>
    /// <param name="request">What to send.</param>
    /// <param name="cancellationToken">Cancels the wait; the command may have been accepted anyway.</param>
    /// <returns>The command as the service accepted it, checked against the request.</returns>
    /// <exception cref="ThrottlingException">There were too many calls. It was not carried out unless the error says that it may have
    /// been.</exception>
    Task<Command> SendCommandAsync(SendCommandRequest request, CancellationToken cancellationToken);

    /// <summary>Reads one page of commands, newest first.</summary>
    /// <param name="query">Which commands.</param>
    /// <param name="nextToken">Token of the page; null for the first.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The page.</returns>
    Task<Page<Command>> ListCommandsAsync(CommandQuery query, string? nextToken, CancellationToken cancellationToken);

    /// <summary>Reads one page of invocations.</summary>
    /// <param name="query">Which invocations, and whether with steps.</param>
    /// <param name="nextToken">Token of the page; null for the first.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The page.</returns>
    Task<Page<CommandInvocation>> ListCommandInvocationsAsync(CommandQuery query, string? nextToken, CancellationToken cancellationToken);

    /// <summary>Reads the longer output of one step on one node.</summary>
    /// <param name="commandId">The command.</param>
    /// <param name="instanceId">The node.</param>
    /// <param name="pluginName">The step; null for the only step of a document.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Status and output.</returns>
    Task<InvocationOutput> GetCommandInvocationAsync(
        string commandId, string instanceId, string? pluginName, CancellationToken cancellationToken);

    /// <summary>Asks the service to stop a command. It is best effort: a node may finish anyway.</summary>
    /// <param name="commandId">The command.</param>
    /// <param name="instanceIds">Only on these nodes, up to 50; empty for all.</param>
    /// <param name="cancellationToken">Cancels the wait; the command may be stopped anyway.</param>
    Task CancelCommandAsync(string commandId, IReadOnlyList<string> instanceIds, CancellationToken cancellationToken);

    /// <summary>Reads one page of managed nodes.</summary>
    /// <param name="query">Which nodes.</param>
    /// <param name="nextToken">Token of the page; null for the first.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The page.</returns>
    Task<Page<ManagedNode>> DescribeNodesAsync(NodeQuery query, string? nextToken, CancellationToken cancellationToken);

    /// <summary>
    /// Reads one page of what is known about nodes besides DescribeInstanceInformation: here the name of EC2 instances is their Name tag.
    /// There are stopped nodes among them, and members that this operation does not report are empty.
    /// </summary>
    /// <param name="instanceIds">Only these nodes, up to 40; empty for all.</param>
    /// <param name="nextToken">Token of the page; null for the first. A page has up to 1,000 nodes.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The page.</returns>
    Task<Page<ManagedNode>> DescribeNodePropertiesAsync(
        IReadOnlyList<string> instanceIds, string? nextToken, CancellationToken cancellationToken);

    /// <summary>Reads one page of documents that commands can run, without their parameters.</summary>
    /// <param name="query">Which documents.</param>
    /// <param name="nextToken">Token of the page; null for the first.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The page.</returns>
    Task<Page<RunCommandDocument>> ListDocumentsAsync(DocumentQuery query, string? nextToken, CancellationToken cancellationToken);

    /// <summary>Reads what the service reports about a document, with its parameters as far as they are reported: no constraints.</summary>
    /// <param name="name">Name or ARN.</param>
    /// <param name="version">A version; null for the default one.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The document.</returns>
    Task<RunCommandDocument> DescribeDocumentAsync(string name, string? version, CancellationToken cancellationToken);

    /// <summary>Reads the content of a document.</summary>
    /// <param name="name">Name or ARN.</param>
    /// <param name="version">A version; null for the default one.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The document as JSON, whatever it was written in.</returns>
    Task<string> GetDocumentAsync(string name, string? version, CancellationToken cancellationToken);
}
