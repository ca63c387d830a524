using RunCommandPS.Model;
using RunCommandPS.Pipeline;

namespace RunCommandPS.Session;

/// <summary>
/// The session's store as a cmdlet reads it: created when there is something to read, because most output never goes to S3, and every read
/// is reported on the verbose stream.
/// </summary>
/// <param name="connection">How the command's own service is reached.</param>
/// <param name="output">The pipeline.</param>
internal sealed class SessionStore(ConnectionOptions connection, PipelineOutput output) : IOutputStore
{
    private readonly SessionConnection _connection = ModuleSession.Current.Connect(connection);

    public async Task<string?> ReadAsync(OutputLocation location, CancellationToken cancellationToken)
    {
        await output.VerboseAsync($"GetObject: {location}.").ConfigureAwait(false);
        return await _connection.UseAsync(
            new HostPrompt(output), connection => connection.Store.ReadAsync(location, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
    }

    // The store belongs to the session, not to this wrapper.
    public void Dispose()
    {
    }
}
