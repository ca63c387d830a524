using System.Management.Automation;

namespace RunCommandPS.Tests.Engine.Commands;

/// <summary>A stand-in for Write-Error.</summary>
/// <remarks>Has a message, an exception or an error record, with -ErrorId, -Category, -TargetObject, -RecommendedAction. Lacks the -Category… texts.</remarks>
[Cmdlet(VerbsCommunications.Write, "Error", DefaultParameterSetName = "Message")]
public sealed class WriteErrorCommand : PSCmdlet
{
    private const string DefaultErrorId = "Microsoft.PowerShell.Commands.WriteErrorException";

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = "Message")]
    [Parameter(ParameterSetName = "Exception")]
    [AllowNull]
    [AllowEmptyString]
    public string? Message { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "Exception")]
    public Exception? Exception { get; set; }

    [Parameter(Mandatory = true, ParameterSetName = "ErrorRecord")]
    public ErrorRecord? ErrorRecord { get; set; }

    [Parameter]
    public string? ErrorId { get; set; }

    [Parameter]
    public ErrorCategory Category { get; set; }

    [Parameter]
    public object? TargetObject { get; set; }

    [Parameter]
    public string? RecommendedAction { get; set; }

    protected override void ProcessRecord()
    {
        var exception = Exception ?? new RuntimeException(Message ?? "");
        var record = ErrorRecord is null
            ? new ErrorRecord(exception, ErrorId ?? DefaultErrorId, Category, TargetObject)
            : new ErrorRecord(ErrorRecord, replaceParentContainsErrorRecordException: null);
        if (Message is not null || RecommendedAction is not null)
        {
            record.ErrorDetails = new ErrorDetails(Message ?? exception.Message) { RecommendedAction = RecommendedAction };
        }

        WriteError(record);
    }
}
