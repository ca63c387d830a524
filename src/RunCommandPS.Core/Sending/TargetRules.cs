using RunCommandPS.Errors;

namespace RunCommandPS.Sending;

/// <summary>The one rule for targets, however they are specified and for whichever cmdlet.</summary>
/// <remarks>The API's own pattern accepts any text as a key; the user guide lists the keys.</remarks>
internal static class TargetRules
{
    private static readonly string[] Keys = [Target.InstanceIdsKey, Target.ResourceGroupKey, Target.ResourceTypeKey];

    /// <summary>What is wrong with a target, in plain words.</summary>
    public static IEnumerable<string> Violations(Target target)
    {
        if (!IsKey(target))
        {
            yield return $"'{target.Key}' is not a target key.{(Suggestion(target) is { } meant ? $" Did you mean {meant}?" : "")} "
                + $"Keys are {Target.TagPrefix}<key>, {Target.InstanceIdsKey}, {Target.ResourceGroupKey} and {Target.ResourceTypeKey}.";
            yield break;
        }

        if (target.Values.Count == 0)
        {
            yield return $"Target '{target.Key}' has no values, so it selects no nodes.";
        }

        if (target.Values.Count > ServiceLimits.TargetValuesMaximum)
        {
            yield return $"Target '{target.Key}' has {target.Values.Count} values; {ServiceLimits.TargetValuesMaximum} are allowed.";
        }

        foreach (var id in target.IsInstanceIds ? target.Values.Where(id => !SpecPattern.IsMatch(id, ServiceLimits.InstanceIdPattern)) : [])
        {
            yield return $"'{id}' in target {target.Key} is not a node id: i- or mi- and 17 letters or digits (i- also 8).";
        }
    }

    /// <summary>What may have been meant by a target whose key is not valid.</summary>
    /// <param name="target">The target as it was specified.</param>
    /// <returns>A target to suggest; null if there is none.</returns>
    public static Target? Suggestion(Target target)
    {
        var (prefix, name) = target.Key.Split(':', 2) is [var before, var after] ? (before, after) : ("", target.Key);
        var key = prefix.Length > 0 && NearestName.To(prefix, ["tag"]) is not null ? Target.TagPrefix + name
            : NearestName.To(target.Key, Keys) ?? (prefix.Length == 0 ? Target.TagPrefix + name : null);
        return key is null || !IsKey(target with { Key = key }) ? null : target with { Key = key };
    }

    private static bool IsKey(Target target) =>
        target.Key.Length is >= ServiceLimits.TargetKeyMinimumLength and <= ServiceLimits.TargetKeyMaximumLength
        && SpecPattern.IsMatch(target.Key, ServiceLimits.TargetKeyPattern)
        && (target.IsTag || target.IsInstanceIds || Keys.Contains(target.Key, StringComparer.Ordinal));
}
