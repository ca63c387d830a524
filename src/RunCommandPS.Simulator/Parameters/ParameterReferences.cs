using System.Text.Json;
using System.Text.RegularExpressions;
using RunCommandPS.Documents;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Execution;

namespace RunCommandPS.Simulator.Parameters;

/// <summary>
/// Replaces references with the values of parameters, <c>{{ssm:name}}</c> and <c>{{ssm:name:version}}</c>, as a node's agent does
/// when it starts a command.
/// </summary>
/// <remarks>
/// Source of the form, of what is checked and of the texts: the agent. Replaced text is not scanned again. A list has its commas in the
/// middle of a text, and becomes several lines if the reference is a whole line of a script. CHOICE: references in timeouts are not
/// resolved, so such a step has the default; those to secrets, <c>{{ssm-secure:name}}</c>, stay as they are.
/// </remarks>
internal sealed partial class ParameterReferences(ParameterStore store)
{
    /// <summary>Whether any step has a reference in it.</summary>
    public static bool AreIn(IReadOnlyList<StepTask> tasks) => tasks.Any(static task =>
        Reference().IsMatch(task.Script) || Reference().IsMatch(task.WorkingDirectory) || task.Environment.Values.Any(Reference().IsMatch));

    /// <summary>The steps with the current values.</summary>
    /// <param name="tasks">The steps.</param>
    /// <param name="document">Their document.</param>
    /// <param name="given">The values of the document's parameters.</param>
    /// <exception cref="ServiceException">A parameter does not exist, or its value does not match the document. The message is what the
    /// node reports.</exception>
    public IReadOnlyList<StepTask> Resolve(
        IReadOnlyList<StepTask> tasks, CommandDocument document, IReadOnlyDictionary<string, IReadOnlyList<string>> given)
    {
        foreach (var (name, values) in given)
        {
            if (document.Parameters.GetValueOrDefault(name)?.AllowedPattern is { } pattern
                && values.Any(value => Reference().IsMatch(value) && !pattern.IsMatch(Text(value))))
            {
                throw Refused($"Parameter value for {name} does not match the allowed pattern {pattern}");
            }
        }

        return [.. tasks.Select(Resolve)];
    }

    private static ServiceException Refused(string message) => new(ErrorCode.InvalidParameters, message);

    private static string Name(Match match) => match.Groups[1].Value;

    [GeneratedRegex(@"\{\{ *ssm:([/\w.:-]+) *\}\}", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex Reference();

    private StepTask Resolve(StepTask task) => task with
    {
        Script = task.Step.Inputs.ContainsKey("runCommand")
            ? string.Join('\n', task.Script.Split('\n').Select(Line))
            : Reference().Replace(task.Script, match => JsonEncodedText.Encode(Find(match).Value).Value),
        WorkingDirectory = Text(task.WorkingDirectory),
        Environment = task.Environment.ToDictionary(one => one.Key, one => Text(one.Value), StringComparer.Ordinal),
    };

    private string Line(string line) =>
        Reference().Match(line) is { Success: true, Index: 0 } match
            && match.Length == line.Length
            && Find(match) is { Type: StoredParameter.ListType } list
            ? list.Value.Replace(',', '\n')
            : Text(line);

    private string Text(string text) => Reference().Replace(text, match => Find(match).Value);

    private StoredParameter Find(Match match)
    {
        try
        {
            return store.Find(Name(match)).Parameter;
        }
        catch (ServiceException)
        {
            throw Refused($"Input contains invalid parameters [{Name(match)}]");
        }
    }
}
