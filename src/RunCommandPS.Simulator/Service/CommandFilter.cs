using System.Globalization;
using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Service;

/// <summary>The filters of ListCommands and ListCommandInvocations.</summary>
internal sealed record CommandFilter
{
    public string? CommandId { get; init; }

    public string? InstanceId { get; init; }

    /// <summary>A status or a detailed status.</summary>
    public string? Status { get; init; }

    /// <summary>True for commands that are under way, false for those that have ended.</summary>
    public bool? IsExecuting { get; init; }

    public string? DocumentName { get; init; }

    public DateTimeOffset? InvokedAfter { get; init; }

    public DateTimeOffset? InvokedBefore { get; init; }

    /// <summary>Adds one of the request's filters.</summary>
    /// <exception cref="ServiceException">ValidationException for a value that can't be read (CHOICE: these
    /// operations document no error for it).</exception>
    public CommandFilter With(string key, string value) => key switch
    {
        // The texts in the user guide have spaces, those on the wire have none.
        "Status" => this with { Status = value.Replace(" ", "", StringComparison.Ordinal) },
        "DocumentName" => this with { DocumentName = value },
        "InvokedAfter" => this with { InvokedAfter = Time(key, value) },
        "InvokedBefore" => this with { InvokedBefore = Time(key, value) },
        "ExecutionStage" => this with
        {
            IsExecuting = value switch
            {
                "Executing" => true,
                "Complete" => false,
                _ => throw new ServiceException(
                    ErrorCode.ValidationException, $"The filter ExecutionStage is Executing or Complete, not '{value}'."),
            },
        },
        _ => throw new ServiceException(ErrorCode.InvalidFilterKey, $"There is no filter {key}."),
    };

    public bool TakesCommand(CommandState command) =>
        (CommandId is null || command.CommandId == CommandId)
        && (DocumentName is null || command.Request.DocumentName == DocumentName)
        && (InvokedAfter is null || command.ToldRequested > InvokedAfter)
        && (InvokedBefore is null || command.ToldRequested < InvokedBefore)
        && (IsExecuting is null || command.IsTerminal != IsExecuting);

    public bool HasStatus(string status, string details) => Status is null || Status == status || Status == details;

    private static DateTimeOffset Time(string key, string value) =>
        DateTimeOffset.TryParse(
            value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new ServiceException(
                ErrorCode.ValidationException, $"The filter {key} needs a time such as 2024-02-21T00:00:00Z, not '{value}'.");
}
