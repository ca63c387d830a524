using System.Reflection;
using System.Text.Json;

namespace RunCommandPS.Tests.Engine;

/// <summary>
/// A simulator as tests look at it and spoil it. Its types are loaded by the module, apart from everything else, so they are
/// not referenced here and their members are found by name.
/// </summary>
internal sealed class SimulatorProbe : IDisposable
{
    private const string Namespace = "RunCommandPS.Simulator";

    private readonly dynamic _simulator;

    private SimulatorProbe(object simulator) => _simulator = simulator;

    public Uri Endpoint => _simulator.Endpoint;

    public string Region => _simulator.Region;

    public string AccessKeyId => _simulator.AccessKeyId;

    public string SecretAccessKey => _simulator.SecretAccessKey;

    public bool IsRunning => _simulator.IsRunning;

    public IReadOnlyList<string> NodeIds => [.. ((IEnumerable<object>)_simulator.Nodes).Select(node => node.ToString()!)];

    /// <summary>Parameters of a cmdlet that lead to this simulator, whatever the session's own is.</summary>
    public string Parameters => $"-Region {Region} -EndpointUrl {Endpoint} -AccessKey {AccessKeyId} -SecretKey {SecretAccessKey}";

    /// <summary>Starts one in the session, which makes it the default endpoint of the process.</summary>
    /// <param name="engine">The session.</param>
    /// <param name="parameters">Parameters of Start-RunCommandSimulator.</param>
    public static SimulatorProbe Start(PowerShellEngine engine, string parameters = "") =>
        new(Assert.Single(engine.Run($"Start-RunCommandSimulator {parameters}").Succeeded().Output).BaseObject);

    /// <summary>Starts one that no session knows of. The module must have been imported.</summary>
    public static SimulatorProbe StartApart(int nodeCount, string region, bool isTimeStepped = false)
    {
        var assembly = Assembly.Load(Namespace);
        var options = Activator.CreateInstance(Type(assembly, "SimulatorOptions"))!;
        Set(options, "NodeCount", nodeCount);
        Set(options, "Region", region);
        Set(options, "IsTimeStepped", isTimeStepped);
        return new SimulatorProbe(Type(assembly, "RunCommandSimulator").GetMethod("Start")!.Invoke(null, [options])!);
    }

    /// <summary>The requests of an operation so far, oldest first.</summary>
    public IReadOnlyList<SimulatorCall> Calls(string operation) =>
        [.. ((IEnumerable<object>)_simulator.Requests).Select(Call).Where(call => call.Operation == operation)];

    /// <summary>Counters of the commands, by id: how many nodes have ended.</summary>
    public IReadOnlyDictionary<string, int> CompletedCounts => ((IEnumerable<object>)_simulator.Commands).Cast<dynamic>()
        .ToDictionary(command => (string)command.CommandId, command => (int)command.CompletedCount);

    /// <summary>Moves the clock of a simulator with stepped time.</summary>
    public void Advance(TimeSpan time) => _simulator.Advance(time);

    /// <summary>Does something at every request, when its answer is made and has not left.</summary>
    public void WhenAnswering(Action<SimulatorCall> action)
    {
        var answered = ((object)_simulator).GetType().GetEvent("RequestAnswered")!;
        EventHandler<object> handler = (_, request) => action(Call(request));
        answered.AddEventHandler(_simulator, Delegate.CreateDelegate(answered.EventHandlerType!, handler.Target, handler.Method));
    }

    /// <summary>Makes calls of SendCommand go wrong from now on.</summary>
    /// <param name="kind">Name of the kind of fault.</param>
    /// <param name="afterAcceptance">Whether the command is accepted all the same.</param>
    /// <param name="calls">Which calls, the next one being 1; none for all of them.</param>
    public void SpoilSends(string kind, bool afterAcceptance = false, params int[] calls)
    {
        var assembly = Assembly.Load(Namespace);
        var fault = Activator.CreateInstance(Type(assembly, "SimulatedFault"), Enum.Parse(Type(assembly, "FaultKind"), kind))!;
        Set(fault, "Operation", "SendCommand");
        Set(fault, "AfterAcceptance", afterAcceptance);
        Set(fault, "Calls", calls);
        _simulator.InjectFault((dynamic)fault);
    }

    public void ClearFaults() => _simulator.ClearFaults();

    public void Dispose() => _simulator.Dispose();

    private static SimulatorCall Call(dynamic request) => new(request.Operation, request.Body, request.HttpStatusCode);

    private static Type Type(Assembly assembly, string name) => assembly.GetType($"{Namespace}.{name}", throwOnError: true)!;

    private static void Set(object target, string property, object value) =>
        target.GetType().GetProperty(property)!.SetValue(target, value);
}

/// <summary>A request that reached a simulator.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Body">The body.</param>
/// <param name="HttpStatusCode">HTTP status of the answer; 0 where a fault left it without one.</param>
internal sealed record SimulatorCall(string Operation, string Body, int HttpStatusCode)
{
    /// <summary>A member that is text; null where it is not there.</summary>
    public string? Text(string member)
    {
        using var body = JsonDocument.Parse(Body);
        return body.RootElement.TryGetProperty(member, out var value) ? value.GetString() : null;
    }

    /// <summary>The node ids it names.</summary>
    public IReadOnlyList<string> InstanceIds
    {
        get
        {
            using var body = JsonDocument.Parse(Body);
            return [.. body.RootElement.GetProperty(nameof(InstanceIds)).EnumerateArray().Select(id => id.GetString()!)];
        }
    }
}
