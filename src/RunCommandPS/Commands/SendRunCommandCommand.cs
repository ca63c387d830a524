using System.Management.Automation;
using System.Threading.Channels;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Parameters;
using RunCommandPS.Pipeline;
using RunCommandPS.Sending;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary>
/// <c>Send-RunCommand</c>: runs a document on managed nodes. Nodes come as ids, objects or criteria; every 50 of them become a
/// command that is on its way before the next ones have arrived.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "RunCommand", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium,
    HelpUri = HelpPages.Address + "Send-RunCommand.md")]
[OutputType(typeof(Command))]
public sealed class SendRunCommandCommand : RequestCmdlet
{
    // Complete commands that wait to be sent. When this many wait, the pipeline waits as well.
    private readonly Channel<PlacedRequest> _requests =
        Channel.CreateBounded<PlacedRequest>(new BoundedChannelOptions(8) { SingleReader = true });

    // The commands that are being filled, by the place that their nodes are in, in the order in which the places came.
    private readonly Dictionary<ConnectionOptions, CommandChunker> _chunkers = [];
    private SendCommandRequest _explicit = new();
    private bool _isWhatIf;
    private bool _isRefused;
    private bool _isShown;
    private bool _isSending;

    // Whether all nodes are known, so that no more requests will come after those that are being made.
    private bool _isComplete;

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

    /// <summary>Checks the parameters and gets ready to send what will come.</summary>
    protected override void BeginProcessing()
    {
        _isWhatIf = IsWhatIf;
        try
        {
            RequestGuard.NoNodeForDocument(DocumentName?.Name);
            RequestGuard.OneWayToNameNodes(NamesNodes, ChoosesNodes);
            _explicit = LineEndings.Normalize(ExplicitRequest(DocumentName));
            if (DocumentName is not null || InstanceId is not null || !HasInput)
            {
                RequestGuard.SomeDocument(DocumentName?.Name);
                RequestGuard.NoViolations(RequestRules.ViolationsButNodes(_explicit));
            }

            RequestGuard.SomeNodes(NamesNodes, ChoosesNodes);
            _isComplete = !HasInput;
            WarnOfDeprecated(_explicit);
            PrepareConnections([Connection()]);
            foreach (var node in InstanceId ?? [])
            {
                Take(new InputItem.Node(node.InstanceId, node.Origin, node));
            }

            if (Target is not null)
            {
                TakeRequest(_explicit);
            }
        }
        catch (RunCommandException exception)
        {
            ThrowTerminatingError(ErrorRecords.From(exception, InstanceId ?? (object?)Target ?? Parameter));
        }
    }

    /// <summary>Reads nodes and requests from what came down the pipeline.</summary>
    protected override void ProcessRecord()
    {
        TakeEach(ReadInput(repeatsCommands: DocumentName is null));
    }

    private void TakeEach(IEnumerable<InputItem> items)
    {
        foreach (var item in items)
        {
            try
            {
                Take(item);
            }
            catch (RunCommandException exception)
            {
                _isRefused = true;
                WriteError(ErrorRecords.From(exception, item.Source));
            }
        }
    }

    // Criteria that come one by one must all match, so they are sent when all have arrived.
    private void TakeTargets()
    {
        try
        {
            if (InstanceId is not null || _chunkers.Count > 0)
            {
                throw InputErrors.Input(
                    "Nodes and targets were piped in together, but a command takes one or the other.",
                    "Send them separately; nothing was sent to the nodes that the targets select.");
            }

            RequestGuard.SomeDocument(DocumentName?.Name);
            TakeRequest(_explicit with { Targets = PipedTargets });
        }
        catch (RunCommandException exception)
        {
            _isRefused = true;
            WriteError(ErrorRecords.From(exception, PipedTargets.ToArray()));
        }
    }

    /// <summary>Sends the last nodes and waits for the answers.</summary>
    protected override void EndProcessing()
    {
        _isComplete = true;
        TakeEach(EndInput());
        if (PipedTargets.Count > 0)
        {
            TakeTargets();
        }

        foreach (var (place, chunker) in _chunkers)
        {
            if (chunker.Flush() is { } last)
            {
                Send(place, last);
            }

            if (_isWhatIf && chunker.First is { } first)
            {
                Show(place, first, chunker.Nodes, chunker.Commands);
            }
        }

        _requests.Writer.Complete();
        StartSending();
        Finish();
        WarnOfDuplicates(_chunkers.Values.Sum(chunker => chunker.Duplicates), "get the command");
        if (_chunkers.Values.All(chunker => chunker.Commands == 0) && !_isShown && !_isRefused)
        {
            WriteWarning("No nodes were piped in, so nothing was sent.");
        }
    }

    /// <inheritdoc/>
    private protected override void OnUndelivered(IReadOnlyList<object> values, IReadOnlyList<ErrorRecord> errors)
    {
        Undelivered.ReportSent(Host, values);
        Undelivered.ReportErrors(Host, errors);
    }

    /// <inheritdoc/>
    private protected override object? ErrorTarget =>
        _chunkers.Values.FirstOrDefault(chunker => chunker.First is not null) is { First: { } first }
            ? SendDescription.Target(first)
            : null;

    private void Take(InputItem item)
    {
        switch (item)
        {
            case InputItem.Unreadable unreadable:
                throw ErrorOf(unreadable);
            case InputItem.Criterion { Content: var target }:
                PipedTargets.Add(target);
                break;
            case InputItem.Request request:
                var merged = LineEndings.Normalize(request.Content.Overlay(_explicit));
                WarnOfDeprecated(merged);
                TakeRequest(merged, request);
                break;
            case InputItem.Node when _explicit.DocumentName.Length == 0:
                throw InputErrors.Input(
                    "A node was piped in, but no document was specified.", "Specify -DocumentName, for example AWS-RunShellScript.");
            case InputItem.Node node:
                Add(Connection(node.Origin), new SendItem.Node(node.InstanceId));
                break;
        }
    }

    private void TakeRequest(SendCommandRequest request, InputItem.Request? source = null)
    {
        RequestGuard.NoViolations(RequestRules.Violations(request));
        var place = Connection(source?.Origin);
        if (!_isWhatIf)
        {
            Add(place, new SendItem.Request(request));
            return;
        }

        // Whole requests are shown one by one; nodes are shown all together.
        var nodes = request.InstanceIds?.Distinct(StringComparer.Ordinal).Count() ?? 0;
        Show(place, request, nodes, (nodes + ServiceLimits.InstanceIdsMaximum - 1) / ServiceLimits.InstanceIdsMaximum);
        _isShown = true;
    }

    private bool Show(ConnectionOptions place, SendCommandRequest sample, int nodes, int commands) =>
        ShouldProcess(SendDescription.Plan(sample, nodes, commands, place), SendDescription.Action(sample));

    private void Add(ConnectionOptions words, SendItem item)
    {
        var place = Places.Of(words);
        if (!_chunkers.TryGetValue(place, out var chunker))
        {
            _chunkers.Add(place, chunker = new CommandChunker(_explicit));
        }

        foreach (var request in chunker.Add(item))
        {
            Send(place, request);
        }

        PumpUntil(Task.CompletedTask);
    }

    private void Send(ConnectionOptions place, SendCommandRequest request)
    {
        // One that waits goes before anyone is asked about the next.
        StartSending();
        if (_isWhatIf || !Show(place, request, request.InstanceIds?.Count ?? 0, 1))
        {
            return;
        }

        WarnOfSplitLimits(request);
        var written = _requests.Writer.WriteAsync(new PlacedRequest(place, request)).AsTask();
        if (!_isComplete)
        {
            StartSending();
        }

        PumpUntil(written);
        if (_isSending && WorkEnded)
        {
            Finish();
        }
    }

    // With the first request already queued, so that it is on its way when this returns. The last one may wait until the queue is known to
    // be complete: then the sender need not be woken on another thread to be told.
    private void StartSending()
    {
        if (_isSending || _requests.Reader.Count == 0)
        {
            return;
        }

        _isSending = true;
        var options = new SendOptions(ThrottleLimit, SkipInvalidNode, ThrottleTimeout) { Sent = ModuleSession.Current.Sent };
        Start((output, stop) =>
        {
            var sender = new PlacedSender(
                place => SessionService.Of(place, output), options, new SendObserver(output), TimeProvider.System);
            return sender.SendAsync(_requests.Reader, stop);
        });
    }

    // Limits apply per command. Reported with the second command, because the number of nodes is not known before.
    private void WarnOfSplitLimits(SendCommandRequest request)
    {
        if (request.InstanceIds is not null
            && (_explicit.MaxErrors ?? _explicit.MaxConcurrency) is not null
            && _chunkers.Values.Sum(chunker => chunker.Commands) == 2)
        {
            WriteWarning(SendDescription.SplitLimits + " -Target reaches all nodes with one command.");
        }
    }
}
