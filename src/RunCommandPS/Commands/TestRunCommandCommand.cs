using System.Management.Automation;
using RunCommandPS.Checking;
using RunCommandPS.Completion;
using RunCommandPS.Pipeline;
using RunCommandPS.Sending;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary><c>Test-RunCommand</c>: says whether Send-RunCommand with the same parameters would work, and sends nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RunCommand", DefaultParameterSetName = NodeSet)]
[OutputType(typeof(bool), typeof(TestFinding))]
public sealed class TestRunCommandCommand : RequestCmdlet
{
    private const string NodeSet = "Node";
    private const string TargetSet = "Target";
    private const string RequestSet = "Request";

    // What could not even be read, and what is to be looked at: the nodes of each connection together.
    private readonly List<TestFinding> _unreadable = [];
    private readonly List<(ConnectionOptions Connection, SendCommandRequest Request)> _requests = [];
    private readonly Dictionary<ConnectionOptions, List<string>> _nodes = [];
    private readonly HashSet<(ConnectionOptions Connection, string InstanceId)> _named = [];
    private SendCommandRequest _explicit = new();

    /// <summary>Name or ARN of the document to run.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NodeSet)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = TargetSet)]
    [Parameter(Position = 0, ParameterSetName = RequestSet)]
    [Alias("Document")]
    [SpecText(ServiceLimits.DocumentNamePattern, "the name or ARN of a document: 3 to 128 letters, digits or _ - . : / characters")]
    [ValidatePattern(SpecPattern.Start + ServiceLimits.DocumentNamePattern + SpecPattern.End, Options = SpecPattern.Options)]
    [ArgumentCompleter(typeof(DocumentNameCompleter))]
    public string? DocumentName { get; set; }

    /// <summary>What comes down the pipeline: all that Send-RunCommand takes.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = NodeSet)]
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = RequestSet)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public object? InputObject { get; set; }

    /// <summary>Ids of the nodes.</summary>
    [Parameter(ParameterSetName = NodeSet)]
    [Alias("InstanceIds")]
    [SpecText(ServiceLimits.InstanceIdPattern, "a node id: i- or mi- and 17 letters or digits (i- also 8)")]
    [ValidatePattern(SpecPattern.Start + ServiceLimits.InstanceIdPattern + SpecPattern.End, Options = SpecPattern.Options)]
    [ArgumentCompleter(typeof(NodeIdCompleter))]
    public string[]? InstanceId { get; set; }

    /// <summary>Criteria that choose the nodes, up to 5: all must hold.</summary>
    [Parameter(Mandatory = true, ParameterSetName = TargetSet)]
    [Alias("Targets")]
    [TargetTransformation]
    [ValidateCount(0, ServiceLimits.TargetsMaximum)]
    [ArgumentCompleter(typeof(TargetCompleter))]
    public Target[]? Target { get; set; }

    /// <summary>Returns what was found instead of true or false.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>Reads the request.</summary>
    protected override void BeginProcessing()
    {
        try
        {
            _explicit = LineEndings.Normalize(ExplicitRequest(DocumentName, Target));
        }
        catch (RunCommandException exception)
        {
            Unreadable(TestSubject.Parameter, "", exception);
        }

        foreach (var id in InstanceId ?? [])
        {
            Take(new SendItem.Node(id), Connection());
        }

        if (ParameterSetName == TargetSet)
        {
            _requests.Add((Connection(), _explicit));
        }
    }

    /// <summary>Reads nodes and requests from what came down the pipeline.</summary>
    protected override void ProcessRecord()
    {
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(InputObject)))
        {
            return;
        }

        try
        {
            var connection = Connection(ItemOrigin.Of(InputObject));
            foreach (var item in InputReader.Read(InputObject))
            {
                Take(item, connection);
            }
        }
        catch (RunCommandException exception) when (exception.Kind == ErrorKind.InvalidArgument)
        {
            Unreadable(TestSubject.Node, $"{InputObject}", exception);
        }
    }

    /// <summary>Looks at everything, and says what came of it.</summary>
    protected override void EndProcessing()
    {
        _requests.AddRange(_nodes.Select(pair => (pair.Key, _explicit with { InstanceIds = pair.Value })));
        if (_requests.Count == 0 && _unreadable.Count == 0)
        {
            _requests.Add((Connection(), _explicit));
        }

        Run(TestAsync);
    }

    /// <inheritdoc/>
    private protected override object? ErrorTarget => InstanceId ?? (object?)Target ?? DocumentName;

    private void Take(SendItem item, ConnectionOptions connection)
    {
        if (item is SendItem.Request request)
        {
            _requests.Add((connection, LineEndings.Normalize(request.Content.Overlay(_explicit))));
        }
        else if (item is SendItem.Node node && _named.Add((connection, node.InstanceId)))
        {
            if (!_nodes.TryGetValue(connection, out var ids))
            {
                _nodes.Add(connection, ids = []);
            }

            ids.Add(node.InstanceId);
        }
    }

    private void Unreadable(string subject, string name, RunCommandException exception) => _unreadable.Add(TestFinding.Bad(subject, name, exception.Message, exception.Recommendation));

    private async Task TestAsync(PipelineOutput output, CancellationToken stop)
    {
        var passed = true;
        foreach (var finding in _unreadable)
        {
            await TellAsync(finding).ConfigureAwait(false);
        }

        foreach (var (connection, request) in _requests)
        {
            var test = new SendTest(new SessionService(ModuleSession.Current.Connect(connection), output), SkipInvalidNode);
            await foreach (var finding in test.FindAsync(request, stop).ConfigureAwait(false))
            {
                await TellAsync(finding).ConfigureAwait(false);
            }
        }

        if (!Detailed)
        {
            await output.WriteAsync(passed).ConfigureAwait(false);
        }

        async ValueTask TellAsync(TestFinding finding)
        {
            passed &= finding.Passed;
            if (Detailed)
            {
                await output.WriteAsync(finding).ConfigureAwait(false);
            }
            else if (!finding.Passed)
            {
                await output.VerboseAsync(finding.ToString()).ConfigureAwait(false);
            }
        }
    }
}
