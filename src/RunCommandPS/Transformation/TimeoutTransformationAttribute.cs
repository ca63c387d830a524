using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>Takes seconds or a TimeSpan (<c>New-TimeSpan -Minutes 10</c>, <c>'00:10:00'</c>) for a time in seconds.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class TimeoutTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        ArgumentReader.Read(inputData, value => Duration.WholeSeconds(Duration.Read(value)));
}
