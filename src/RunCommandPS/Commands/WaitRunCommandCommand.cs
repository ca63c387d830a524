using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Connection;
using RunCommandPS.Errors;
using RunCommandPS.Parameters;
using RunCommandPS.Pipeline;
using RunCommandPS.Receiving;
using RunCommandPS.Session;
using RunCommandPS.Transformation;
using RunCommandPS.Waiting;

namespace RunCommandPS.Commands;

/// <summary><c>Wait-RunCommand</c>: waits until commands have ended, and returns them as they ended.</summary>
[Cmdlet(VerbsLifecycle.Wait, "RunCommand", HelpUri = HelpPages.Address + "Wait-RunCommand.md")]
[OutputType(typeof(Command))]
public sealed class WaitRunCommandCommand : RemoteCmdlet
{
    private readonly ByConnection<List<CommandReference>> _commands = new();

    /// <summary>Ids of commands, or commands as another cmdlet returned them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("Command", "Id")]
    [CommandReferenceTransformation]
    [ArgumentCompleter(typeof(CommandIdCompleter))]
    public CommandReference[] CommandId { get; set; } = [];

    /// <summary>Longest wait: seconds or a TimeSpan. By default, the wait ends when the commands expire.</summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [DurationTransformation]
    public TimeSpan? Timeout { get; set; }

    /// <summary>Time between two polls: seconds or a TimeSpan. By default, polls are frequent at first and less frequent later.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? PollingInterval { get; set; }

    /// <summary>Returns when the first command has ended.</summary>
    [Parameter]
    public SwitchParameter Any { get; set; }

    /// <summary>Collects the commands.</summary>
    protected override void ProcessRecord()
    {
        foreach (var reference in CommandId)
        {
            _commands[Connection(reference.Origin)].Add(reference);
        }
    }

    /// <summary>Waits for them all together.</summary>
    protected override void EndProcessing()
    {
        var options = new WaitOptions { Timeout = Timeout, Interval = PollingInterval, Any = Any };
        Run(async (output, stop) =>
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
            var waits = _commands
                .Select((group, index) => WaitAsync(
                    group.Connection, group.Items, options, index, output, _commands.Count > 1, enough.Token, stop))
                .ToList();
            while (waits.Count > 0)
            {
                var done = await Task.WhenAny(waits).ConfigureAwait(false);
                waits.Remove(done);
                if (await done.ConfigureAwait(false) && Any)
                {
                    await enough.CancelAsync().ConfigureAwait(false);
                }
            }
        });
    }

    /// <inheritdoc/>
    private protected override object? ErrorTarget => CommandReference.Ids(_commands.SelectMany(group => group.Items));

    /// <inheritdoc/>
    private protected override void OnUndelivered(IReadOnlyList<object> values, IReadOnlyList<ErrorRecord> errors)
    {
        // A user who stops waiting may think that the commands were stopped, too. Nothing is reported if a downstream command has enough.
        if (Stopping)
        {
            Undelivered.ReportErrors(Host, errors);
        }
    }

    private static async Task<bool> WaitAsync(
        ConnectionOptions connection,
        List<CommandReference> references,
        WaitOptions options,
        int index,
        PipelineOutput output,
        bool areSeveral,
        CancellationToken enough,
        CancellationToken stop)
    {
        var observer = new WaitObserver(output, index, references.Select(reference => reference.CommandId));
        try
        {
            var service = SessionService.Of(connection, output);
            var commands = references.Select(reference => KeyValuePair.Create(reference.CommandId, reference.Known));
            return await new CommandWaiter(service, options, observer, TimeProvider.System)
                .WaitAsync(commands, enough).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // With -Any, a command of another connection has ended.
            return false;
        }
        catch (RunCommandException exception) when (areSeveral)
        {
            // One place that can't be reached does not affect the others, and nothing is polled in the background.
            await output.ErrorAsync(ErrorRecords.From(exception, CommandReference.Ids(references))).ConfigureAwait(false);
            return false;
        }
        finally
        {
            await observer.CloseAsync(stop).ConfigureAwait(false);
        }
    }
}
