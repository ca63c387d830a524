using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using RunCommandPS.Aws;
using RunCommandPS.Connection;
using RunCommandPS.Reading;
using RunCommandPS.Sending;

namespace RunCommandPS.Session;

/// <summary>
/// What the module keeps between cmdlets: open connections, running simulators, and what was sent last. It is the only mutable state.
/// </summary>
internal sealed class ModuleSession
{
    private readonly ConnectionPool _connections = new(Open, TimeProvider.System);

    // As long as a connection is open, its nodes keep their names.
    private readonly ConditionalWeakTable<IServiceConnection, NodeNameCache> _names = [];

    /// <summary>The session of this process. Runspaces share it, so a simulator serves <c>ForEach-Object -Parallel</c> too.</summary>
    public static ModuleSession Current { get; } = new();

    /// <summary>The running simulators.</summary>
    public SimulatorRegistry Simulators { get; } = new();

    /// <summary>The end of this process, for what must not be left alone.</summary>
    public ProcessEnd End { get; } = new();

    /// <summary>What was sent, by whichever runspace.</summary>
    public SentCommands Sent { get; } = new();

    /// <summary>The runspaces that have imported the module.</summary>
    public ModuleUsers Users { get; } = new();

    /// <summary>A connection: the same one for the same words, as long as the environment is the same.</summary>
    /// <param name="options">What the caller specified for the connection.</param>
    /// <returns>A connection that is ready to be used.</returns>
    public SessionConnection Connect(ConnectionOptions options) => new(_connections, Key(options), NamesOf);

    /// <summary>
    /// Opens a connection in the background, if it is not open: while the pipeline is still being read, the SDK is loaded and connected to
    /// the service. Failures are left for the first call to report.
    /// </summary>
    /// <param name="options">The connection that the caller specified.</param>
    public void Prepare(ConnectionOptions options)
    {
        var key = Key(options);
        if (_connections.Has(key))
        {
            return;
        }

        _ = Task.Run(() =>
        {
            try
            {
                using var lease = _connections.Take(key);
                lease.Connection.Prepare();
            }
            catch (RunCommandException)
            {
                // The first call fails for the same reason.
            }
        });
    }

    /// <summary>Closes everything, when the module is removed. What is still running continues with connections of its own.</summary>
    public void Close()
    {
        _connections.Close();
        Simulators.StopAll();
    }

    /// <summary>What distinguishes connections: the words, and the environment.</summary>
    public static ConnectionKey Key(ConnectionOptions options) => new(options, ConnectionEnvironment.Current());

    private NodeNameCache NamesOf(IServiceConnection connection) =>
        _names.GetValue(connection, static _ => new NodeNameCache(TimeProvider.System));

    // A separate method, so that the SDK is loaded by the first call and not by the import.
    [MethodImpl(MethodImplOptions.NoInlining)]
    [SuppressMessage(
        "Performance", "CA1859", Justification = "A signature with the type in it would load the SDK's assembly with the session.")]
    private static IServiceConnection Open(ConnectionKey key) => AwsConnection.Create(key.Options, key.Environment);
}
