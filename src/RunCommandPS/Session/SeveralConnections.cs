using RunCommandPS.Errors;
using RunCommandPS.Pipeline;

namespace RunCommandPS.Session;

/// <summary>Reads from several connections concurrently.</summary>
internal static class SeveralConnections
{
    /// <summary>Reads from each. If one of several fails, this is an error that names it, and the others continue.</summary>
    /// <param name="connections">The connections.</param>
    /// <param name="read">Reads from one.</param>
    /// <param name="output">The pipeline.</param>
    /// <exception cref="RunCommandException">The only one fails.</exception>
    public static Task ReadAsync(
        IReadOnlyList<ConnectionOptions> connections, Func<ConnectionOptions, Task> read, PipelineOutput output) =>
        connections is [var only] ? read(only) : Task.WhenAll(connections.Select(connection => TryAsync(connection, read, output)));

    private static async Task TryAsync(ConnectionOptions connection, Func<ConnectionOptions, Task> read, PipelineOutput output)
    {
        try
        {
            // Opening a connection may take some time, and the others must not wait for it.
            await Task.Run(() => read(connection)).ConfigureAwait(false);
        }
        catch (RunCommandException exception)
        {
            var words = Words(connection);
            await output.ErrorAsync(ErrorRecords.From(exception, words, $"{words}: {exception.Message}")).ConfigureAwait(false);
        }
    }

    private static string Words(ConnectionOptions connection) => string.Join(", ", new[]
    {
        connection.Region,
        connection.ProfileName is { } profile ? $"profile '{profile}'" : null,
        connection.RoleArn,
    }.OfType<string>());
}
