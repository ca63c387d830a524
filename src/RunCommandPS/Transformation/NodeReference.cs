using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>A node, named by its id or by an object that has one, and where that object came from.</summary>
/// <param name="InstanceId">The node's id.</param>
/// <param name="Origin">Where the object came from; null for a bare id.</param>
public sealed record NodeReference(string InstanceId, ConnectionOrigin? Origin)
{
    /// <summary>A line of text that may belong to others, so that only the cmdlet can read it; null for a node.</summary>
    internal object? Line { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Line is null ? InstanceId : $"{Line}";

    /// <summary>The id in a text, without the spaces that come along when one is copied; null if it is not an id.</summary>
    internal static string? Id(string text) =>
        text.Trim(' ', '\t') is var id && SpecPattern.IsMatch(id, ServiceLimits.InstanceIdPattern) ? id : null;
}

/// <summary>Refuses a list that is null or empty, in plain words: a variable that was never set must not mean every node.</summary>
/// <param name="what">What the list should name, after "doesn't name a".</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ValidateNamesAttribute(string what) : ValidateArgumentsAttribute
{
    /// <summary>What the list should name.</summary>
    public string What => what;

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is null or System.Collections.ICollection { Count: 0 })
        {
            throw new ValidationMetadataException($"It doesn't name a {what}. Is its variable set?");
        }
    }
}
