using System.Management.Automation;
using RunCommandPS.Connection;
using RunCommandPS.Errors;
using RunCommandPS.Rollout.Record;
using RunCommandPS.Transformation;

namespace RunCommandPS.Receiving;

/// <summary>What a report is made from, as it comes down the pipeline: a rollout, or results and commands.</summary>
/// <param name="connectionOf">How the service is reached where an object came from.</param>
internal sealed class ReportInput(Func<ConnectionOrigin?, ConnectionOptions> connectionOf)
{
    private static readonly CommandReferenceTransformationAttribute References = new();

    private readonly Dictionary<string, RolloutHome?> _rollouts = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<NodeResult> _results = [];

    /// <summary>Results, each as it came.</summary>
    public IReadOnlyList<NodeResult> Results => _results;

    /// <summary>Commands, and invocations of them, to be read from the service.</summary>
    public ByConnection<List<CommandReference>> Commands { get; } = new();

    /// <summary>Whether there was no input.</summary>
    public bool IsEmpty => _rollouts.Count == 0 && !HasNodes;

    private bool HasNodes => _results.Count > 0 || Commands.Count > 0;

    /// <summary>The rollout that the report covers; null if it covers something else.</summary>
    /// <exception cref="RunCommandException">There are several, or other things with it, or it has no record here.</exception>
    public (RolloutHome Home, string Id)? Rollout()
    {
        if (_rollouts.Count == 0)
        {
            return null;
        }

        if (_rollouts.Count > 1 || HasNodes)
        {
            throw HasNodes ? ReportErrors.RolloutAndOthers() : ReportErrors.OneRollout(_rollouts.Count);
        }

        var (name, known) = _rollouts.Single();
        var home = known ?? RolloutHome.Current();
        return (home, new RolloutCatalog(home).Find(name));
    }

    /// <summary>Takes a rollout by its name or id.</summary>
    public void AddRollout(string name) => _rollouts.TryAdd(name, null);

    /// <summary>Takes an object.</summary>
    /// <exception cref="InvalidInputException">There is nothing in it to report.</exception>
    public void Add(object? item)
    {
        switch (MemberReader.Unwrap(item))
        {
            case RunCommandRollout rollout:
                _rollouts.TryAdd(rollout.Id, HomeOf(rollout.RecordPath));
                break;
            case RunSummary { RolloutId.Length: > 0 } summary:
                AddRollout(summary.RolloutId);
                break;
            case NodeResult result:
                _results.Add(result);
                break;
            case string text when !Guid.TryParseExact(text, "D", out _):
                AddRollout(text);
                break;
            case not null when RolloutOf(item!) is { Length: > 0 } id:
                AddRollout(id);
                break;
            default:
                AddCommands(item);
                break;
        }
    }

    // A copy of a rollout or of a summary, from a file or a job. What has a CommandId is about a command.
    private static string? RolloutOf(object item) =>
        item is string || HasCommand(item) ? null : RolloutNameTransformationAttribute.IdOf(PSObject.AsPSObject(item));

    private static bool HasCommand(object item) => PSObject.AsPSObject(item).Properties["CommandId"] is not null;

    private static RolloutHome? HomeOf(string recordPath) =>
        Path.GetDirectoryName(Path.GetDirectoryName(recordPath)) is { Length: > 0 } folder ? new RolloutHome(folder) : null;

    private void AddCommands(object? item)
    {
        try
        {
            foreach (var reference in (CommandReference[])References.Transform(null!, item!))
            {
                Commands[connectionOf(reference.Origin)].Add(reference);
            }
        }
        catch (ArgumentTransformationMetadataException exception)
        {
            throw ReportErrors.NoReport(item is null || HasCommand(item)
                ? exception.Message
                : $"{InputText.KindFirst(item)} is not a rollout, a result or a command.");
        }
    }
}
