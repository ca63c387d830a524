using System.Collections;
using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>
/// Takes rollouts and summaries, or copies of them, where a name or an id is expected: each means its id. Its name may be that of
/// several, of which the newest would be meant.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class RolloutNameTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => MemberReader.Unwrap(inputData) switch
    {
        null or string => inputData,
        IList items => items.Cast<object?>().Select(Text).ToArray(),
        _ => Text(inputData),
    };

    private static object? Text(object? item) => MemberReader.Unwrap(item) is null or string
        ? item
        : Id(PSObject.AsPSObject(item)) is { Length: > 0 } id ? id : item;

    private static string? Id(PSObject item) =>
        (item.Properties[nameof(RunSummary.RolloutId)] ?? item.Properties[nameof(RunCommandRollout.Id)])?.Value as string;
}
