using RunCommandPS.Output;
using RunCommandPS.Session;

namespace RunCommandPS.Pipeline;

/// <summary>
/// The session's store as a cmdlet reads it: made when there is something to read, because most output never goes to S3, and every read is
/// named on the verbose stream.
/// </summary>
/// <param name="connection">How the command's own service is reached.</param>
/// <param name="output">The pipeline.</param>
internal sealed class SessionStore(ConnectionOptions connection, PipelineOutput output) : IOutputStore
{
    public async Task<string?> ReadAsync(OutputLocation location, CancellationToken cancellationToken)
    {
        await output.VerboseAsync($"GetObject: {location}.").ConfigureAwait(false);
        var store = ModuleSession.Current.Store(connection);
        try
        {
            return await store.ReadAsync(location, cancellationToken).ConfigureAwait(false);
        }
        catch (RunCommandException exception) when (exception.Kind == ErrorKind.AuthenticationError)
        {
            ModuleSession.Current.Forget(store);
            throw;
        }
    }

    // The store belongs to the session, not to this wrapping of it.
    public void Dispose()
    {
    }
}
