using System.Net;
using System.Net.Sockets;
using RunCommandPS.Connection;
using RunCommandPS.Simulator;

namespace RunCommandPS.Aws.Tests.Fixture;

/// <summary>Services of the real SDK, each to one endpoint on this machine.</summary>
internal static class Connect
{
    /// <summary>A node id that no simulator has.</summary>
    public const string UnknownNode = "i-0000000000000dead";

    /// <summary>A command id that nobody has given out.</summary>
    public const string UnknownCommand = "11111111-2222-3333-4444-555555555555";

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>An address where nobody listens: the port was taken, and given back.</summary>
    public static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }

    public static ConnectionOptions Options(Uri endpoint, string accessKey = "AKIAIOSFODNN7EXAMPLE", string secretKey = "any") => new()
    {
        Region = "us-east-1",
        EndpointUrl = endpoint,
        AccessKey = accessKey,
        SecretKey = secretKey,
    };

    public static ConnectionOptions Options(RunCommandSimulator simulator) =>
        Options(simulator.Endpoint, simulator.AccessKeyId, simulator.SecretAccessKey);

    public static IRunCommandService To(RunCommandSimulator simulator) => To(Options(simulator));

    public static IRunCommandService To(CannedServer server) => To(Options(server.Endpoint));

    public static IRunCommandService To(ConnectionOptions options) =>
        AwsConnection.Create(options, ConnectionEnvironment.Current()).Service;

    public static IOutputStore ToStore(ConnectionOptions options) => AwsConnection.Create(options, ConnectionEnvironment.Current()).Store;

    /// <summary>A shell command for some nodes.</summary>
    public static SendCommandRequest Shell(params IReadOnlyList<string> instanceIds) => new()
    {
        DocumentName = "AWS-RunShellScript",
        InstanceIds = instanceIds,
        Parameters = new Dictionary<string, IReadOnlyList<string>> { ["commands"] = ["uptime"] },
    };

    /// <summary>How often the simulator was asked to do something.</summary>
    public static int Count(this RunCommandSimulator simulator, string operation) =>
        simulator.Requests.Count(request => request.Operation == operation);
}
