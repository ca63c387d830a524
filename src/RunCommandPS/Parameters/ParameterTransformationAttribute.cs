using System.Management.Automation;
using RunCommandPS.Transformation;

namespace RunCommandPS.Parameters;

/// <summary>
/// Takes values for a document as any names and values, and refuses an id or the document's name: a list of ids without commas
/// shifts every argument after it by one place.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
internal sealed class ParameterTransformationAttribute : ParameterMapTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        MemberReader.Unwrap(inputData) is string text && SpecPattern.IsMatch(text, ServiceLimits.DocumentNamePattern)
            ? throw new ArgumentTransformationMetadataException(
                $"'{text}' was passed where a hashtable with the document's parameters is expected. "
                    + "Put commas between ids, -InstanceId $a, $b, or write -Parameter and -DocumentName before their values.")
            : base.Transform(engineIntrinsics, inputData);
}
