using System.Management.Automation;
using RunCommandPS.Checking;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Model;
using RunCommandPS.Parameters;
using RunCommandPS.Pipeline;
using RunCommandPS.Running;
using RunCommandPS.Sending;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary><c>Test-RunCommand</c>: reports whether Send-RunCommand with the same parameters would work, and sends nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "RunCommand", HelpUri = HelpPages.Address + "Test-RunCommand.md")]
[OutputType(typeof(bool), typeof(TestFinding))]
public sealed class TestRunCommandCommand : RequestCmdlet
{
    // What could not even be read, and what to check: the nodes of each connection together.
    private readonly List<TestFinding> _unreadable = [];
    private readonly List<(ConnectionOptions Connection, SendCommandRequest Request)> _requests = [];
    private readonly RunNodes _nodes;
    private SendCommandRequest _explicit = new();

    /// <summary>Makes the cmdlet.</summary>
    public TestRunCommandCommand() => _nodes = new(ModuleSession.Current.Connect, Places);

    /// <summary>
    /// The document to run: its name, its ARN, or the document as another cmdlet returned it. Whole requests from the pipeline may name
    /// their own.
    /// </summary>
    [Parameter(Position = 0)]
    [Alias("Document")]
    [DocumentNameTransformation]
    [ValidatePattern(WholePattern.DocumentName, Options = SpecPattern.Options)]
    [ArgumentCompleter(typeof(DocumentNameCompleter))]
    public DocumentReference? DocumentName { get; set; }

    /// <summary>Returns what was found instead of true or false.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>Reads the request.</summary>
    protected override void BeginProcessing()
    {
        try
        {
            RequestGuard.NoNodeForDocument(DocumentName?.Name);
            RequestGuard.OneWayToNameNodes(NamesNodes, ChoosesNodes);
            if (!HasInput)
            {
                RequestGuard.SomeDocument(DocumentName?.Name);
            }
        }
        catch (InvalidInputException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, ErrorTarget));
        }

        try
        {
            _explicit = LineEndings.Normalize(ExplicitRequest(DocumentName));
        }
        catch (RunCommandException exception)
        {
            Unreadable(TestSubject.Parameter, "", exception);
        }

        foreach (var node in InstanceId ?? [])
        {
            _nodes.Add(Connection(node.Origin), node.InstanceId, node.Origin);
        }

        if (Target is not null)
        {
            _requests.Add((Connection(), _explicit));
        }
    }

    /// <summary>Reads nodes and requests from what came down the pipeline.</summary>
    protected override void ProcessRecord() => Take(ReadInput(repeatsCommands: DocumentName is null));

    private void Take(IEnumerable<InputItem> items)
    {
        foreach (var item in items)
        {
            switch (item)
            {
                case InputItem.Node node:
                    _nodes.Add(Connection(node.Origin), node.InstanceId, node.Origin);
                    break;
                case InputItem.Request request:
                    _requests.Add((Connection(request.Origin), LineEndings.Normalize(request.Content.Overlay(_explicit))));
                    break;
                case InputItem.Criterion { Content: var target }:
                    PipedTargets.Add(target);
                    break;
                case InputItem.Unreadable unreadable:
                    Unreadable(TestSubject.Node, InputText.Of(item.Source), ErrorOf(unreadable));
                    break;
            }
        }
    }

    /// <summary>Checks everything, and reports what was found.</summary>
    protected override void EndProcessing()
    {
        Take(EndInput());
        if (PipedTargets.Count > 0)
        {
            _requests.Add((Connection(), _explicit with { Targets = PipedTargets }));
        }

        _requests.AddRange(_nodes.Groups.Select(group => (group.Connection, _explicit with { InstanceIds = group.InstanceIds })));
        if (_requests.Count == 0 && _unreadable.Count == 0)
        {
            _requests.Add((Connection(), _explicit));
        }

        Run(TestAsync);
    }

    /// <inheritdoc/>
    private protected override object? ErrorTarget => InstanceId ?? (object?)Target ?? DocumentName?.Name;

    private void Unreadable(string subject, string name, RunCommandException exception) =>
        _unreadable.Add(TestFinding.Bad(subject, name, exception.Message, exception.Recommendation));

    private async Task TestAsync(PipelineOutput output, CancellationToken stop)
    {
        var passed = true;
        foreach (var finding in _unreadable)
        {
            await ReportAsync(finding).ConfigureAwait(false);
        }

        foreach (var (connection, request) in _requests)
        {
            var test = new SendTest(SessionService.Of(connection, output), SkipInvalidNode);
            await foreach (var finding in test.FindAsync(request, stop).ConfigureAwait(false))
            {
                await ReportAsync(finding).ConfigureAwait(false);
            }
        }

        if (!Detailed)
        {
            await output.WriteAsync(passed).ConfigureAwait(false);
        }

        async ValueTask ReportAsync(TestFinding finding)
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
