using RunCommandPS.Model;

namespace RunCommandPS.Reading;

/// <summary>Selects among a command's invocations what the service has no filter for, and remembers what it was shown.</summary>
/// <param name="failedOnly">Only those that have ended and did not succeed.</param>
/// <param name="step">Only the results of this step; null for all steps.</param>
internal sealed class InvocationSelection(bool failedOnly, string? step)
{
    private readonly HashSet<string> _listed = new(StringComparer.Ordinal);
    private readonly StepChoice _steps = new(
        step is null ? null : [step], (wanted, name) => string.Equals(wanted, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether any invocation was shown.</summary>
    public bool IsAny => _listed.Count > 0;

    /// <summary>Whether all that were shown have ended.</summary>
    public bool HasEnded { get; private set; } = true;

    /// <summary>Takes note of an invocation.</summary>
    /// <param name="invocation">The invocation, with its steps.</param>
    /// <returns>What is wanted of it; null if nothing is.</returns>
    public CommandInvocation? Select(CommandInvocation invocation)
    {
        _listed.Add(invocation.InstanceId);
        HasEnded &= invocation.HasEnded;
        if (step is not null)
        {
            _steps.See(invocation);
            var chosen = invocation.Steps.Where(known => _steps.Includes(known.Name)).ToArray();
            if (chosen.Length == 0)
            {
                return null;
            }

            invocation = invocation with { Steps = chosen };
        }

        return failedOnly && !invocation.Outcome.IsFailure() ? null : invocation;
    }

    /// <summary>The error for a step that no node has, if any node has steps; none otherwise.</summary>
    public IEnumerable<(string CommandId, RunCommandException Error)> UnknownStep() => _steps.Unknown();

    /// <summary>The nodes of a command that were not shown.</summary>
    /// <param name="command">The command.</param>
    public UnseenNodes Unseen(Command command) => _listed.Count >= command.TargetCount
        ? UnseenNodes.None
        : new UnseenNodes(command.TargetCount - _listed.Count, command.InstanceIds.Where(id => !_listed.Contains(id)).ToArray());
}
