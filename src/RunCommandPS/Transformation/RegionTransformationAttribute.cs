using System.Collections;
using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>Takes the SDK's RegionEndpoint and AWS.Tools' AWSRegion where the name of a Region is expected.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class RegionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => MemberReader.Unwrap(inputData) switch
    {
        null or string => inputData,
        IList items => items.Cast<object?>().Select(Name).ToArray(),
        _ => Name(inputData),
    };

    /// <summary>The name of a Region.</summary>
    /// <param name="region">A name, or an object that has one.</param>
    /// <returns>The name; what was passed if it has none.</returns>
    internal static object? Name(object? region) => MemberReader.Unwrap(region) is null or string
        ? region
        : Property(region!, "SystemName") ?? Property(region!, "Region") ?? region;

    private static string? Property(object region, string name) =>
        MemberReader.Unwrap(PSObject.AsPSObject(region).Properties[name]?.Value) as string;
}
