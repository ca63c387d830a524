using RunCommandPS.Errors;

namespace RunCommandPS.Reading;

/// <summary>Reads commands and invocations, page after page, no further than the caller reads on.</summary>
/// <param name="service">The service.</param>
/// <param name="meter">Measures the calls; null if it does not matter how long they take.</param>
internal sealed class CommandReader(IRunCommandService service, AnswerMeter? meter = null)
{
    /// <summary>Commands, newest first.</summary>
    public IAsyncEnumerable<Command> CommandsAsync(CommandQuery query, CancellationToken cancellationToken) =>
        Pages.ReadAsync("ListCommands", service.Origin, (token, cancel) => ListAsync(query, token, cancel), cancellationToken);

    /// <summary>One command.</summary>
    /// <returns>The command; null if the service does not know the id.</returns>
    public async Task<Command?> FindCommandAsync(string commandId, CancellationToken cancellationToken) =>
        (await ListAsync(
            new CommandQuery { CommandId = commandId }, null, cancellationToken).ConfigureAwait(false)).Items is [var command, ..]
            ? command
            : null;

    /// <summary>The error for a command that is not there. The service itself only answers with an empty list.</summary>
    public RunCommandException NoSuchCommand(string commandId) =>
        ErrorCatalog.FromService(
            ErrorCode.InvalidCommandId, "", 200, "", new ErrorContext("ListCommands", service.Origin) { CommandId = commandId }, null);

    /// <summary>Invocations.</summary>
    public IAsyncEnumerable<CommandInvocation> InvocationsAsync(CommandQuery query, CancellationToken cancellationToken) =>
        Pages.ReadAsync(
            "ListCommandInvocations",
            service.Origin,
            (token, cancel) => MeasureAsync(() => service.ListCommandInvocationsAsync(query, token, cancel)),
            cancellationToken);

    /// <summary>The invocation with each step's longer output, as far as GetCommandInvocation has it.</summary>
    /// <param name="invocation">An invocation that was read with its steps.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>A copy with <see cref="CommandStep.StandardOutput"/> and <see cref="CommandStep.StandardError"/> filled in.</returns>
    public async Task<CommandInvocation> WithOutputAsync(CommandInvocation invocation, CancellationToken cancellationToken)
    {
        var steps = new List<CommandStep>(invocation.Steps.Count);
        foreach (var step in invocation.Steps)
        {
            var output = await service.GetCommandInvocationAsync(
                invocation.CommandId, invocation.InstanceId, invocation.NameToAsk(step), cancellationToken).ConfigureAwait(false);
            steps.Add(step with
            {
                ResponseCode = step.ResponseCode == 0 ? output.ResponseCode : step.ResponseCode,
                StandardOutput = output.StandardOutput,
                StandardError = output.StandardError,
            });
        }

        return invocation with { Steps = steps };
    }

    private Task<Page<Command>> ListAsync(CommandQuery query, string? nextToken, CancellationToken cancellationToken) =>
        MeasureAsync(() => service.ListCommandsAsync(query, nextToken, cancellationToken));

    private Task<T> MeasureAsync<T>(Func<Task<T>> call) => meter is null ? call() : meter.MeasureAsync(call);
}
