using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>Takes seconds or a TimeSpan (<c>New-TimeSpan -Minutes 10</c>, <c>'00:10:00'</c>) for a time in seconds.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class TimeoutTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => ArgumentReader.Read(inputData, Seconds);

    /// <summary>A time in whole seconds; a fraction is rounded up, so that nothing ends earlier than requested.</summary>
    /// <exception cref="InvalidInputException">It is not a time.</exception>
    internal static int Seconds(object value) =>
        (int)Math.Clamp(Math.Ceiling(Duration.Read(value).TotalSeconds), int.MinValue, int.MaxValue);
}
