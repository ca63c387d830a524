using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>Takes the SDK's RegionEndpoint and AWS.Tools' AWSRegion where the name of a Region is expected.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class RegionTransformationAttribute : NameTransformationAttribute
{
    /// <inheritdoc/>
    private protected override string? NameOf(PSObject item) =>
        (item.Properties["SystemName"] ?? item.Properties["Region"])?.Value as string;
}
