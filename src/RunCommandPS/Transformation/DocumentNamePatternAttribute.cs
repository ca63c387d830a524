using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>Takes the name of a document, or a name with wildcards, and explains in plain words what a name must look like.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DocumentNamePatternAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        ScalarText.Of(inputData) is { Length: > 0 } text
            && (WildcardPattern.ContainsWildcardCharacters(text) || SpecPattern.IsMatch(text, ServiceLimits.DocumentNamePattern))
            ? text
            : throw new ArgumentTransformationMetadataException(
                $"'{InputText.Of(inputData)}' is not {SpecTextAttribute.DocumentName}, nor a pattern with * or ?.");
}
