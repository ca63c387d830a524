using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>
/// Takes a date, or how long ago it was: <c>-7d</c>, <c>-12h</c>, <c>-90m</c>, <c>-30s</c>, a TimeSpan or its text (<c>7.00:00:00</c>).
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class MomentTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is null ? inputData! : ArgumentReader.Read(inputData, value => Moment.Read(value, DateTimeOffset.Now));
}
