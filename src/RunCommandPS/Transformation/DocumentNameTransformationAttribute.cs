using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>
/// Takes the document that a command runs, by name or as another cmdlet returned it, and explains in plain words what a name must look
/// like.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DocumentNameTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is null)
        {
            return inputData!;
        }

        var items = MemberReader.Items(inputData).ToList();
        if (items.Count != 1)
        {
            throw new ArgumentTransformationMetadataException($"A command runs one document, but {items.Count} were specified.");
        }

        var reference = DocumentReference.Of(items[0], "Name");
        return SpecPattern.IsMatch(reference.Name, ServiceLimits.DocumentNamePattern)
            ? reference.ToRun(items[0])
            : throw new ArgumentTransformationMetadataException($"'{reference.Name}' is not {SpecTextAttribute.DocumentName}.");
    }
}
