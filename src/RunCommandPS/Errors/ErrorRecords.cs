using System.Management.Automation;
using RunCommandPS.Model;

namespace RunCommandPS.Errors;

/// <summary>Makes every error record of the module: the id is the error's code, and there is always a recommendation.</summary>
internal static class ErrorRecords
{
    /// <summary>An error record.</summary>
    /// <param name="exception">What went wrong.</param>
    /// <param name="target">What it concerns: ids, a request, an input object.</param>
    /// <param name="message">A message to show instead of the exception's own.</param>
    /// <returns>The record.</returns>
    public static ErrorRecord From(RunCommandException exception, object? target, string? message = null) =>
        new(exception, exception.Code, Category(exception.Kind), target)
        {
            ErrorDetails = new ErrorDetails(VisibleText.Of(message ?? exception.Message)) { RecommendedAction = exception.Recommendation },
        };

    /// <summary>
    /// The record that represents several: the first, if it is the only one; otherwise one that names the nodes that failed.
    /// </summary>
    public static ErrorRecord OfSeveral(IReadOnlyList<ErrorRecord> records)
    {
        var failed = records.Where(record => record.Exception is NodeFailedException).ToList();
        return records.Count == 1 || failed.Count == 0
            ? records[0]
            : From(
                RunErrors.NodesFailed(
                    [.. failed.Select(record => ((NodeResult)record.TargetObject).Invocation)],
                    records.Count - failed.Count,
                    failed[0].Exception),
                failed.Select(record => record.TargetObject).ToArray());
    }

    /// <summary>Adapts the recommendation of a record to the cmdlet that writes it.</summary>
    /// <param name="record">The record.</param>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <returns>The same record.</returns>
    public static ErrorRecord Fit(ErrorRecord record, PSCmdlet cmdlet)
    {
        if (record is { Exception: RunCommandException, ErrorDetails.RecommendedAction: { Length: > 0 } advice }
            && cmdlet.MyInvocation?.MyCommand?.Parameters is { } parameters)
        {
            record.ErrorDetails.RecommendedAction = Advice.For(advice, parameters.ContainsKey);
        }

        return record;
    }

    private static ErrorCategory Category(ErrorKind kind) => Enum.Parse<ErrorCategory>(kind.ToString());
}
