using System.Runtime.CompilerServices;
using System.Threading.Channels;
using RunCommandPS.Errors;
using RunCommandPS.Model;

namespace RunCommandPS.Output;

/// <summary>
/// Reads what a command wrote on a node from the nearest place that has all of it: what came with the invocation, then
/// GetCommandInvocation, then S3. What none of them has completely is marked as truncated.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="store">Reads S3, if a command wrote there.</param>
internal sealed class OutputReader(IRunCommandService service, IOutputStore store)
{
    private const int ReadsAtATime = 5;

    /// <summary>Reads the output of many nodes, a few at a time, and yields them in the order they came in.</summary>
    /// <param name="invocations">Invocations that were read with their steps.</param>
    /// <param name="isWanted">Whether a step, by its name, is to be read.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async IAsyncEnumerable<(CommandInvocation Invocation, OutputReading Reading)> ReadAllAsync(
        IAsyncEnumerable<CommandInvocation> invocations,
        Func<string, bool> isWanted,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var underWay = Channel.CreateBounded<(CommandInvocation Invocation, Task<OutputReading> Reading)>(ReadsAtATime - 1);
        var start = StartAsync();
        try
        {
            await foreach (var (invocation, reading) in underWay.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return (invocation, await reading.ConfigureAwait(false));
            }
        }
        finally
        {
            // However this is left, nothing continues in the background.
            await end.CancelAsync().ConfigureAwait(false);
            await start.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (underWay.Reader.TryRead(out var left))
            {
                await ((Task)left.Reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        async Task StartAsync()
        {
            try
            {
                await foreach (var invocation in invocations.WithCancellation(end.Token).ConfigureAwait(false))
                {
                    await underWay.Writer.WaitToWriteAsync(end.Token).ConfigureAwait(false);

                    // There is room, and there is no other writer. Nothing may come between a read and its place among those that are
                    // awaited at the end.
                    underWay.Writer.TryWrite((invocation, ReadAsync(invocation, isWanted, end.Token)));
                }

                underWay.Writer.Complete();
            }
            catch (Exception exception)
            {
                underWay.Writer.Complete(exception);
            }
        }
    }

    /// <summary>Reads the output of a node.</summary>
    /// <param name="invocation">An invocation that was read with its steps.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The output of each step. A place that fails takes nothing away from what the others have.</returns>
    public Task<OutputReading> ReadAsync(CommandInvocation invocation, CancellationToken cancellationToken) =>
        ReadAsync(invocation, _ => true, cancellationToken);

    /// <summary>Reads the output of some steps of a node.</summary>
    /// <param name="invocation">An invocation that was read with its steps.</param>
    /// <param name="isWanted">Whether a step, by its name, is to be read.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The output of those steps.</returns>
    public async Task<OutputReading> ReadAsync(
        CommandInvocation invocation, Func<string, bool> isWanted, CancellationToken cancellationToken)
    {
        var outputs = new List<NodeOutput>(invocation.Steps.Count);
        var errors = new List<RunCommandException>();
        var deciding = invocation.Deciding;
        foreach (var step in invocation.Steps.Where(step => isWanted(step.Name)))
        {
            var text = await ReadStepAsync(invocation, step, errors, cancellationToken).ConfigureAwait(false);
            outputs.Add(AcceptedExitCode.Of(Of(invocation) with
            {
                Step = step.Name,
                IsDeciding = ReferenceEquals(step, deciding),
                Status = step.Status,
                StatusDetails = step.StatusDetails,
                ResponseCode = step.ResponseCode == 0 ? text.ResponseCode ?? 0 : step.ResponseCode,
                StandardOutput = text.Output.Text,
                StandardOutputTruncated = text.Output.IsTruncated,
                StandardError = text.Error.Text,
                StandardErrorTruncated = text.Error.IsTruncated,
                Source = text.Source,
            }));
        }

        // A node that the command never reached has no steps. It wrote nothing, and that is worth a line.
        if (invocation.Steps.Count == 0 && isWanted(""))
        {
            outputs.Add(Of(invocation) with { Status = invocation.Status, StatusDetails = invocation.StatusDetails });
        }

        return new OutputReading(outputs, errors);
    }

    private static NodeOutput Of(CommandInvocation invocation) => new()
    {
        CommandId = invocation.CommandId,
        InstanceId = invocation.InstanceId,
        InstanceName = invocation.InstanceName,
        Origin = invocation.Origin,
    };

    private async Task<StepText> ReadStepAsync(
        CommandInvocation invocation, CommandStep step, List<RunCommandException> errors, CancellationToken cancellationToken)
    {
        var text = StepText.Inline(step);
        if (text.IsComplete)
        {
            return text;
        }

        var failures = new List<RunCommandException>();
        try
        {
            text = StepText.Invocation(await service.GetCommandInvocationAsync(
                invocation.CommandId, invocation.InstanceId, invocation.NameToAsk(step), cancellationToken).ConfigureAwait(false));
        }
        catch (RunCommandException exception)
        {
            failures.Add(exception);
        }

        if (!text.IsComplete)
        {
            var onlyStep = invocation.Steps.Count == 1;
            var output = await FromStoreAsync(
                text.Output,
                Url(step.StandardOutputUrl, onlyStep ? invocation.StandardOutputUrl : ""),
                failures,
                cancellationToken).ConfigureAwait(false);
            var error = await FromStoreAsync(
                text.Error,
                Url(step.StandardErrorUrl, onlyStep ? invocation.StandardErrorUrl : ""),
                failures,
                cancellationToken).ConfigureAwait(false);
            text = new StepText(
                output ?? text.Output, error ?? text.Error, output is null && error is null ? text.Source : OutputSource.S3)
            {
                ResponseCode = text.ResponseCode,
            };
        }

        // What failed does not matter where another place had all of it.
        if (!text.IsComplete)
        {
            errors.AddRange(failures);
        }

        return text;
    }

    private static string Url(string ofStep, string ofInvocation) => ofStep.Length > 0 ? ofStep : ofInvocation;

    // The stream as S3 has it; null if it was already complete, did not go there, or can't be read.
    private async Task<StreamText?> FromStoreAsync(
        StreamText known, string url, List<RunCommandException> failures, CancellationToken cancellationToken)
    {
        if (!known.IsTruncated || !OutputLocation.TryParse(url, out var location))
        {
            return null;
        }

        try
        {
            var text = await store.ReadAsync(location, cancellationToken).ConfigureAwait(false);
            if (text is null && known.Text.Length > 0)
            {
                failures.Add(OutputErrors.NotThere(location));
                return null;
            }

            return new StreamText(text ?? "", IsTruncated: false);
        }
        catch (RunCommandException exception)
        {
            failures.Add(exception);
            return null;
        }
    }
}
