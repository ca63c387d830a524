using System.Collections;
using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>Takes objects where a name is expected, alone or in a list: each means the name that it has.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public abstract class NameTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => MemberReader.Unwrap(inputData) switch
    {
        null or string => inputData,
        IList items => items.Cast<object?>().Select(Named).ToArray(),
        _ => Named(inputData),
    };

    /// <summary>The name of an object.</summary>
    /// <param name="item">Neither null nor a string.</param>
    /// <returns>The name; null if it has none, and is therefore passed on as it is.</returns>
    private protected abstract string? NameOf(PSObject item);

    /// <summary>The name that one thing means.</summary>
    /// <param name="item">A name, an object that has one, or anything else.</param>
    /// <returns>The name; what was passed if there is none.</returns>
    internal object? Named(object? item) => MemberReader.Unwrap(item) is null or string
        ? item
        : NameOf(PSObject.AsPSObject(item)) is { Length: > 0 } name ? name : item;
}
