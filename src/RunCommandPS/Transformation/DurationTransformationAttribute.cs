using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>
/// Takes seconds (<c>90</c>, <c>0.5</c>) or a TimeSpan (<c>New-TimeSpan -Minutes 10</c>, <c>'00:10:00'</c>) for a time above zero, or from
/// zero.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether zero is allowed.</summary>
    public bool AllowZero { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        ArgumentReader.Read(inputData, Duration.Read) is TimeSpan duration
            && (duration > TimeSpan.Zero || (AllowZero && duration == TimeSpan.Zero))
            ? duration
            : throw new ArgumentTransformationMetadataException(
                $"'{inputData}' is not a time {(AllowZero ? "from zero" : "above zero")}.");
}
