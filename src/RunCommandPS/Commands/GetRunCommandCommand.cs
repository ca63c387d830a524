using System.Management.Automation;
using RunCommandPS.Completion;
using RunCommandPS.Errors;
using RunCommandPS.Parameters;
using RunCommandPS.Pipeline;
using RunCommandPS.Reading;
using RunCommandPS.Sending;
using RunCommandPS.Session;
using RunCommandPS.Transformation;

namespace RunCommandPS.Commands;

/// <summary><c>Get-RunCommand</c>: commands that were sent, by id or by their properties.</summary>
[Cmdlet(VerbsCommon.Get, "RunCommand", DefaultParameterSetName = FilterSet, HelpUri = HelpPages.Address + "Get-RunCommand.md")]
[OutputType(typeof(Command))]
public sealed class GetRunCommandCommand : RemoteCmdlet
{
    private const string FilterSet = "Filter";
    private const string CommandSet = "Command";

    /// <summary>Ids of commands, or commands as another cmdlet returned them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = CommandSet)]
    [Alias("Command", "Id")]
    [CommandReferenceTransformation]
    [ArgumentCompleter(typeof(CommandIdCompleter))]
    public CommandReference[] CommandId { get; set; } = [];

    /// <summary>Only commands in this status.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateSet(RunStatus.Pending, RunStatus.InProgress, RunStatus.Success, RunStatus.Cancelled, RunStatus.Failed, RunStatus.TimedOut,
        RunStatus.Cancelling)]
    public string? Status { get; set; }

    /// <summary>Only commands that ran this document. A name without wildcards is the service's filter.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [Alias("Document")]
    [DocumentNamePattern]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(DocumentNameCompleter))]
    public string? DocumentName { get; set; }

    /// <summary>Only commands with this comment; with wildcards. What a rollout adds to it is not part of it.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string? Comment { get; set; }

    /// <summary>Only commands sent to this node.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [SpecText(ServiceLimits.InstanceIdPattern, SpecTextAttribute.InstanceId)]
    [ValidateSpecPattern(ServiceLimits.InstanceIdPattern)]
    [ArgumentCompleter(typeof(NodeIdCompleter))]
    public string? InstanceId { get; set; }

    /// <summary>Only commands sent after this moment: a date, or how long ago (<c>-7d</c>, <c>-12h</c>, a TimeSpan).</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [MomentTransformation]
    public DateTimeOffset? InvokedAfter { get; set; }

    /// <summary>Only commands sent before this moment: a date, or how long ago (<c>-7d</c>, <c>-12h</c>, a TimeSpan).</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [MomentTransformation]
    public DateTimeOffset? InvokedBefore { get; set; }

    /// <summary>At most this many commands, the newest that match; no more pages are read than necessary.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [ValidateRange(1, int.MaxValue)]
    public int? First { get; set; }

    /// <inheritdoc/>
    private protected override object? ErrorTarget => ParameterSetName == CommandSet ? CommandReference.Ids(CommandId) : null;

    /// <summary>Reads the commands.</summary>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == CommandSet)
        {
            foreach (var reference in CommandId)
            {
                ReadOne(reference);
            }
        }
        else
        {
            ReadMany();
        }
    }

    private void ReadMany()
    {
        var document = Pattern(DocumentName is { } name && WildcardPattern.ContainsWildcardCharacters(name) ? name : null);
        var comment = Pattern(Comment);
        var query = new CommandQuery
        {
            Status = Status is null ? null : ServiceValues.Canonical(Status, ServiceValues.CommandStatuses),
            DocumentName = document is null ? DocumentName : null,
            InstanceId = InstanceId,
            InvokedAfter = InvokedAfter,
            InvokedBefore = InvokedBefore,

            // How many commands must be read until some match is unknown.
            PageSize = document is null && comment is null
                ? Math.Min(First ?? ServiceLimits.PageSizeMaximum, ServiceLimits.PageSizeMaximum) : ServiceLimits.PageSizeMaximum,
        };
        var connections = Connections();
        var first = new FirstOnly(First);
        var progress = new ReadingProgress("Getting commands", "commands");
        Run((output, stop) => SeveralConnections.ReadAsync(
            connections,
            async connection =>
            {
                var commands = progress.Over(Reader(output, connection).CommandsAsync(query, stop), output, stop);
                await foreach (var command in commands.ConfigureAwait(false))
                {
                    if (document?.IsMatch(command.DocumentName) != false
                        && comment?.IsMatch(RolloutMarker.Strip(command.Comment)) != false
                        && !await first.WriteAsync(output, command).ConfigureAwait(false))
                    {
                        return;
                    }
                }
            },
            output));
        progress.Close(this);
    }

    private static WildcardPattern? Pattern(string? text) =>
        text is null ? null : WildcardPattern.Get(text, WildcardOptions.IgnoreCase);

    private void ReadOne(CommandReference reference)
    {
        var connection = Connection(reference.Origin);
        Run(async (output, stop) =>
        {
            var reader = Reader(output, connection);
            if (await reader.FindCommandAsync(reference.CommandId, stop).ConfigureAwait(false) is { } command)
            {
                await output.WriteAsync(command).ConfigureAwait(false);
            }
            else
            {
                await output.ErrorAsync(
                    ErrorRecords.From(reader.NoSuchCommand(reference.CommandId), reference.CommandId)).ConfigureAwait(false);
            }
        });
    }

    private static CommandReader Reader(PipelineOutput output, ConnectionOptions connection) =>
        new(SessionService.Of(connection, output));
}
