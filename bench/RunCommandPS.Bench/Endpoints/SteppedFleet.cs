using System.Management.Automation;
using RunCommandPS.Bench.Clients;

namespace RunCommandPS.Bench.Endpoints;

/// <summary>
/// A simulator in this process whose clock moves by the interval between two looks, each time a client in another process has looked at all
/// it looks at. So clients that look in different ways meet the same run.
/// </summary>
internal sealed class SteppedFleet : IDisposable
{
    private const string Script = """
        param($count, $answers, $started)
        $answer = foreach ($one in $answers) { @{ Node = $one.Key; Duration = $one.Value; StandardOutput = 'up 3 days' } }
        $started['simulator'] = Start-RunCommandSimulator -NodeCount $count -SteppedTime -Answer $answer
        """;

    private readonly object _gate = new();
    private readonly Session _session = new(Built.Module);
    private readonly dynamic _simulator;
    private readonly int _nodes;
    private readonly int _commands;
    private readonly TimeSpan _interval;
    private readonly Dictionary<string, int> _calls = [];
    private int _leftOfRound;

    /// <param name="nodes">How many nodes; a multiple of 50.</param>
    /// <param name="interval">The time between two looks, on the nodes' clock.</param>
    /// <param name="durations">How long nodes take, by pattern of their names.</param>
    public SteppedFleet(int nodes, TimeSpan interval, IReadOnlyDictionary<string, TimeSpan> durations)
    {
        (_nodes, _commands, _interval, _leftOfRound) = (nodes, nodes / 50, interval, nodes);
        var started = new Dictionary<string, object>();
        _session.Run(Script, nodes, durations.ToArray(), started);
        var simulator = ((PSObject)started["simulator"]).BaseObject;
        _simulator = simulator;
        var answered = simulator.GetType().GetEvent("RequestAnswered")!;
        EventHandler<object> handler = (_, request) => Answering(request);
        answered.AddEventHandler(simulator, Delegate.CreateDelegate(answered.EventHandlerType!, handler.Target, handler.Method));
    }

    /// <summary>The environment that leads a client here.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["AWS_ACCESS_KEY_ID"] = _simulator.AccessKeyId,
        ["AWS_SECRET_ACCESS_KEY"] = _simulator.SecretAccessKey,
        ["AWS_REGION"] = _simulator.Region,
        ["AWS_ENDPOINT_URL_SSM"] = _simulator.Endpoint.ToString(),
    };

    /// <summary>Its nodes.</summary>
    public IReadOnlyList<string> InstanceIds =>
        [.. ((IEnumerable<object>)_simulator.Nodes).Cast<dynamic>().Select(node => (string)node.InstanceId)];

    /// <summary>Calls so far, by operation.</summary>
    public IReadOnlyDictionary<string, int> Calls => _calls;

    /// <summary>Time on the nodes' clock since the last command was sent.</summary>
    public TimeSpan Elapsed { get; private set; }

    public void Dispose()
    {
        _simulator.Dispose();
        _session.Dispose();
    }

    // Before the answer leaves.
    private void Answering(dynamic request)
    {
        string operation = request.Operation;
        lock (_gate)
        {
            _calls[operation] = _calls.GetValueOrDefault(operation) + 1;
            switch (operation)
            {
                // All nodes begin at the same time, so that it makes no difference how quickly a client sends.
                case "SendCommand" when _calls[operation] == _commands:
                    _simulator.Advance(TimeSpan.FromSeconds(1));
                    break;

                case "ListCommands" when _calls.GetValueOrDefault("SendCommand") == _commands
                    && !((string)request.Body).Contains("NextToken", StringComparison.Ordinal):
                    Step();
                    break;

                // A client that asks for each node by itself goes on until it has seen it end: next for the nodes that were open now.
                case "GetCommandInvocation" when --_leftOfRound == 0:
                    _leftOfRound =
                        _nodes - ((IEnumerable<object>)_simulator.Commands).Cast<dynamic>().Sum(command => (int)command.CompletedCount);
                    Step();
                    break;
            }
        }
    }

    private void Step()
    {
        _simulator.Advance(_interval);
        Elapsed += _interval;
    }
}
