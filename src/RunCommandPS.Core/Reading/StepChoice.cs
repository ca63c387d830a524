using RunCommandPS.Errors;

namespace RunCommandPS.Reading;

/// <summary>The steps that are requested by name, and whether the nodes of a command have them.</summary>
/// <param name="wanted">Names, or patterns of names; null for all steps.</param>
/// <param name="isMatch">Whether a name or pattern, the first, is that of a step, the second.</param>
internal sealed class StepChoice(IReadOnlyList<string>? wanted, Func<string, string, bool> isMatch)
{
    // By command, in the order they were seen.
    private readonly Dictionary<string, List<string>> _seen = new(StringComparer.Ordinal);

    /// <summary>Whether a step is requested.</summary>
    /// <param name="step">Its name.</param>
    public bool Includes(string step) => wanted is null || wanted.Any(name => isMatch(name, step));

    /// <summary>Remembers the steps that a node has.</summary>
    /// <param name="invocation">An invocation that was read with its steps.</param>
    public void See(CommandInvocation invocation)
    {
        if (wanted is null || invocation.Steps.Count == 0)
        {
            return;
        }

        if (!_seen.TryGetValue(invocation.CommandId, out var steps))
        {
            _seen.Add(invocation.CommandId, steps = []);
        }

        steps.AddRange(invocation.Steps.Select(step => step.Name).Except(steps));
    }

    /// <summary>
    /// The errors for names that are not a step on any node of a command. If no node has started a step, there is nothing to compare with.
    /// </summary>
    public IEnumerable<(string CommandId, RunCommandException Error)> Unknown() =>
        from command in _seen
        from name in wanted ?? []
        where !command.Value.Any(step => isMatch(name, step))
        select (command.Key, (RunCommandException)ReadingErrors.NoSuchStep(command.Key, name, command.Value));
}
