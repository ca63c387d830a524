using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>Takes targets as objects, hashtables or <c>Key=Value</c> strings.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class TargetTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        ArgumentReader.Read(inputData, value => StructureReader.Targets(value).ToArray());
}

/// <summary>Takes a notification configuration as an object or hashtable.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class NotificationConfigTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        ArgumentReader.Read(inputData, StructureReader.Notification);
}

/// <summary>Takes a CloudWatch output configuration as an object or hashtable.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class CloudWatchOutputConfigTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        ArgumentReader.Read(inputData, StructureReader.CloudWatch);
}

/// <summary>Takes an alarm configuration as an object or hashtable.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class AlarmConfigurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        ArgumentReader.Read(inputData, StructureReader.Alarms);
}
