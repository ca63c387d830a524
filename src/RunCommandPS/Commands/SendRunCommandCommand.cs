using System.Management.Automation;
using System.Threading.Channels;
using RunCommandPS.Errors;
using RunCommandPS.Pipeline;
using RunCommandPS.Sending;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary>
/// <c>Send-RunCommand</c>: runs a document on managed nodes. Nodes come as ids, objects or criteria; every 50 of them become a
/// command that is on its way before the next ones have arrived.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "RunCommand", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium, DefaultParameterSetName = NodeSet)]
[OutputType(typeof(Command))]
public sealed partial class SendRunCommandCommand : RequestCmdlet
{
    // Complete commands that wait to be sent. When this many wait, the pipeline waits as well.
    private readonly Channel<SendCommandRequest> _requests = Channel.CreateBounded<SendCommandRequest>(new BoundedChannelOptions(8) { SingleReader = true });

    private ConnectionOptions _connection = ConnectionOptions.Default;
    private SendCommandRequest _explicit = new();
    private CommandChunker _chunker = new(new());
    private bool _isPlaced;
    private bool _isWhatIf;
    private bool _isRefused;
    private bool _isSending;

    /// <summary>Checks what was given and gets ready to send what will come.</summary>
    protected override void BeginProcessing()
    {
        _isWhatIf = MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
            ? (SwitchParameter)given
            : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));
        try
        {
            _explicit = LineEndings.Normalize(ExplicitRequest(DocumentName, Target));
            if (ParameterSetName != RequestSet)
            {
                Insist(RequestRules.ViolationsButNodes(_explicit));
            }

            if (ParameterSetName == NodeSet && InstanceId is null && !MyInvocation.ExpectingInput && !IsInputBound)
            {
                throw InputErrors.Input("No node was named.", "Pipe nodes in, or give -InstanceId or -Target.");
            }

            WarnOfDeprecated(_explicit);
            _chunker = new CommandChunker(_explicit);
            _connection = Connection();
            foreach (var id in InstanceId ?? [])
            {
                Take(new SendItem.Node(id));
            }

            if (ParameterSetName == TargetSet)
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
        if (!IsInputBound)
        {
            return;
        }

        try
        {
            Place(ItemOrigin.Of(InputObject));
            foreach (var item in InputReader.Read(InputObject))
            {
                switch (item)
                {
                    case SendItem.Request request:
                        var merged = LineEndings.Normalize(request.Content.Overlay(_explicit));
                        WarnOfDeprecated(merged);
                        TakeRequest(merged);
                        break;
                    case SendItem.Node when _explicit.DocumentName.Length == 0:
                        throw InputErrors.Input("A node came down the pipeline, but no document was named.", "Give -DocumentName, for example AWS-RunShellScript.");
                    default:
                        Take(item);
                        break;
                }
            }
        }
        catch (RunCommandException exception)
        {
            _isRefused = true;
            WriteError(ErrorRecords.From(exception, InputObject));
        }
    }

    /// <summary>Sends the last nodes and waits for the answers.</summary>
    protected override void EndProcessing()
    {
        if (_chunker.Flush() is { } last)
        {
            Send(last);
        }

        if (_isWhatIf && _chunker.First is { } first)
        {
            ShouldProcess(SendDescription.Plan(first, _chunker.Nodes, _chunker.Commands), SendDescription.Action(first));
        }

        _requests.Writer.Complete();
        Finish();
        if (_chunker.Duplicates > 0)
        {
            WriteWarning($"Nodes that were named more than once get the command once; {_chunker.Duplicates} repeated {(_chunker.Duplicates == 1 ? "id was" : "ids were")} left out.");
        }

        if (_chunker.Commands == 0 && !_isRefused)
        {
            WriteWarning("No node came down the pipeline, so nothing was sent.");
        }
    }

    /// <inheritdoc/>
    private protected override void OnUndelivered(IReadOnlyList<object> values, IReadOnlyList<ErrorRecord> errors) => UndeliveredSends.Tell(Host, values, errors);

    /// <inheritdoc/>
    private protected override object? ErrorTarget => _chunker.First is { } first ? SendDescription.Target(first) : null;

    private bool IsInputBound => MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));

    // One call sends to one place: where the first object came from, unless an id that knows no place came before it.
    private void Place(ConnectionOrigin? origin)
    {
        if (origin is null || (!_isPlaced && _chunker.Nodes > 0))
        {
            return;
        }

        var connection = Connection(origin);
        if (_isPlaced && connection != _connection)
        {
            throw InputErrors.Input(
                $"'{InputObject}' is in {connection.Region}, and this call sends to {_connection.Region}{(connection.Region == _connection.Region ? " by another connection" : "")}.",
                "Send to one region and account at a time, or say outright where to with -Region.");
        }

        (_connection, _isPlaced) = (connection, true);
    }

    private void StartSending()
    {
        _isSending = true;
        var options = new SendOptions(ThrottleLimit, SkipInvalidNode, ThrottleTimeout);
        Start((output, stop) =>
        {
            var sender = new CommandSender(() => new SessionService(ModuleSession.Current.Connect(_connection), output), options, new SendObserver(output), TimeProvider.System);
            return sender.SendAsync(_requests.Reader.ReadAllAsync(stop), stop);
        });
    }

    private void TakeRequest(SendCommandRequest request)
    {
        Insist(RequestRules.Violations(request));
        Take(new SendItem.Request(request));
    }

    private void Take(SendItem item)
    {
        foreach (var request in _chunker.Add(item))
        {
            Send(request);
        }

        PumpUntil(Task.CompletedTask);
    }

    private void Send(SendCommandRequest request)
    {
        if (_isWhatIf || !ShouldProcess(SendDescription.Nodes(request), SendDescription.Action(request)))
        {
            return;
        }

        WarnOfSplitLimits(request);
        var written = _requests.Writer.WriteAsync(request).AsTask();
        if (!_isSending)
        {
            // With the first request there, so that it is on its way when this returns.
            StartSending();
        }

        PumpUntil(written);
        if (WorkEnded)
        {
            Finish();
        }
    }

    // Limits count per command. Said when the second command makes it true, since the number of nodes is not known before.
    private void WarnOfSplitLimits(SendCommandRequest request)
    {
        if (_chunker.Commands == 2 && request.InstanceIds is not null && (_explicit.MaxErrors ?? _explicit.MaxConcurrency) is not null)
        {
            WriteWarning(SendDescription.SplitLimits + " -Target reaches all nodes with one command.");
        }
    }
}
