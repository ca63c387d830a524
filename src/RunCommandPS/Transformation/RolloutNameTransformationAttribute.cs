using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>
/// Takes rollouts and summaries, or copies of them, where a name or an id is expected: each means its id. Its name may be that of
/// several, of which the newest would be meant.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class RolloutNameTransformationAttribute : NameTransformationAttribute
{
    /// <inheritdoc/>
    private protected override string? NameOf(PSObject item) => IdOf(item);

    /// <summary>The id of a rollout, a summary or a copy of one; null for anything else.</summary>
    internal static string? IdOf(PSObject item) =>
        (item.Properties[nameof(RunSummary.RolloutId)] ?? (IsRollout(item) ? item.Properties[nameof(RunCommandRollout.Id)] : null))
            ?.Value as string;

    // Many other objects have an id: nodes do, and so do copies of them.
    private static bool IsRollout(PSObject item) => item.BaseObject is RunCommandRollout
        || (item.BaseObject is PSCustomObject && item.Properties[nameof(ManagedNode.InstanceId)] is null);
}
