using System.Management.Automation;
using System.Net.Sockets;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Session;
using RunCommandPS.Simulator;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary>
/// <c>Start-RunCommandSimulator</c>: starts a Run Command endpoint in this process, which the session then uses by default.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "RunCommandSimulator", SupportsShouldProcess = true,
    HelpUri = HelpPages.Address + "Start-RunCommandSimulator.md")]
[OutputType("RunCommandPS.Simulator.RunCommandSimulator")]
public sealed class StartRunCommandSimulatorCommand : PSCmdlet
{
    private const int DefaultNodeCount = 10;

    /// <summary>How many nodes to make up; 10 if neither this nor -Node is specified.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(0, 1_000_000)]
    public int? NodeCount { get; set; }

    /// <summary>
    /// Nodes described one by one: hashtables or objects with any of InstanceId, Name, Platform, Tags, State, PingStatus, IsAgentRunning,
    /// IsRegistered, IsAccessAllowed, ResourceGroups.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SimulatedNodeCompleter))]
    public object[]? Node { get; set; }

    /// <summary>Platform of nodes that do not specify theirs.</summary>
    [Parameter]
    [ValidateSet(PlatformType.Linux, PlatformType.Windows, PlatformType.MacOS)]
    public string Platform { get; set; } = PlatformType.Linux;

    /// <summary>None: nodes do as -Answer says, or nothing. Process: scripts run for real, on this computer.</summary>
    [Parameter]
    [ValidateSet("None", "Process")]
    public string Execution { get; set; } = "None";

    /// <summary>
    /// What scripts pretend to have done: hashtables with any of Node, Contains, ExitCode, StandardOutput, StandardError, Duration,
    /// Attempt, IgnoresCancel.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object[]? Answer { get; set; }

    /// <summary>
    /// Which calls go wrong: hashtables with Kind and any of Operation, Calls, Probability, AfterAcceptance, Time, MaximumTime, Rate,
    /// Burst.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public object[]? Fault { get; set; }

    /// <summary>Files (.json, .yaml, .yml) with documents, or folders of such files.</summary>
    [Parameter]
    [Alias("Document")]
    [ValidateNotNullOrEmpty]
    public string[]? DocumentPath { get; set; }

    /// <summary>TCP port on 127.0.0.1; 0 lets the system pick one.</summary>
    [Parameter]
    [ValidateRange(0, ushort.MaxValue)]
    public int Port { get; set; }

    /// <summary>The Region it simulates.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Region { get; set; } = "us-east-1";

    /// <summary>The seed for node ids and chance: the same seed yields the same.</summary>
    [Parameter]
    public int? Seed { get; set; }

    /// <summary>Id of the account it simulates.</summary>
    [Parameter]
    [ValidatePattern("^[0-9]{12}$")]
    public string? AccountId { get; set; }

    /// <summary>ARNs of the existing roles, which can be assumed and can publish notifications.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Role { get; set; }

    /// <summary>The existing S3 buckets. Output to any other is InvalidOutputFolder.</summary>
    [Parameter]
    [ValidateLength(ServiceLimits.BucketNameMinimumLength, ServiceLimits.BucketNameMaximumLength)]
    public string[]? Bucket { get; set; }

    /// <summary>File in which commands are kept, so that a simulator restarted with it continues them.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? StatePath { get; set; }

    /// <summary>Commands progress only when the simulator's Advance method advances their clock.</summary>
    [Parameter]
    public SwitchParameter SteppedTime { get; set; }

    /// <summary>How many times faster than real time commands run.</summary>
    [Parameter]
    [ValidateRange(0.001, 100_000)]
    public double TimeScale { get; set; } = 1;

    /// <summary>Starts it.</summary>
    protected override void EndProcessing()
    {
        try
        {
            var options = Options();
            if (ShouldProcess($"127.0.0.1, {options.Nodes.Count + options.NodeCount} nodes", "Start simulator"))
            {
                Begin(options);
            }
        }
        catch (RunCommandException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, null));
        }
        catch (Exception exception) when (exception is ArgumentException or SocketException or IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(ErrorRecords.From(
                InputErrors.Input(
                    $"The simulator can't be started: {exception.Message}", "Fix what the message names; -Port 0 uses a free port."),
                null));
        }
    }

    private void Begin(SimulatorOptions options)
    {
        var simulator = RunCommandSimulator.Start(options);
        var connection = new ConnectionOptions
        {
            Region = simulator.Region,
            EndpointUrl = simulator.Endpoint,
            AccessKey = simulator.AccessKeyId,
            SecretKey = simulator.SecretAccessKey,
        };
        ModuleSession.Current.Simulators.Add(new RunningSimulator(simulator, connection, () => simulator.IsRunning, simulator.Stop));
        WriteInformation(
            new HostInformationMessage
            {
                Message = $"The simulator at {simulator.Endpoint} is this session's endpoint until you run Stop-RunCommandSimulator; "
                    + "cmdlets with a connection parameter still connect elsewhere.",
            },
            ["PSHOST"]);
        WriteObject(simulator);
    }

    private SimulatorOptions Options() => new()
    {
        AccountId = AccountId ?? SimulatorOptions.DefaultAccountId,
        Roles = Role,
        NodeCount = NodeCount ?? (Node is null ? DefaultNodeCount : 0),
        Nodes = Node?.Select(SimulatorInput.Node).ToList() ?? [],
        Platform = ServiceValues.Canonical(Platform, ServiceValues.PlatformTypes),
        Execution = Enum.Parse<ExecutionMode>(Execution, ignoreCase: true),
        Answers = Answer?.Select(SimulatorInput.Answer).ToList() ?? [],
        Faults = Fault?.Select(SimulatorInput.Fault).ToList() ?? [],
        DocumentPaths = DocumentPath?.SelectMany(path => GetResolvedProviderPathFromPSPath(path, out _)).ToList() ?? [],
        Buckets = Bucket,
        Port = Port,
        Region = Region,
        Seed = Seed,
        StatePath = StatePath is null ? null : StateFile(StatePath),
        IsTimeStepped = SteppedTime,
        TimeScale = TimeScale,
    };

    // .NET only says that access to a folder is denied.
    private string StateFile(string path) => GetUnresolvedProviderPathFromPSPath(path) is var file && Directory.Exists(file)
        ? throw InputErrors.Input($"-StatePath '{file}' is a folder.", "Specify a file in it.")
        : file;
}
