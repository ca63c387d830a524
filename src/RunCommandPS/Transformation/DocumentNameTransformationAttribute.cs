namespace RunCommandPS.Transformation;

/// <summary>Explains in plain words what the name of a document must look like.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DocumentNameTransformationAttribute() : SpecTextAttribute(ServiceLimits.DocumentNamePattern, DocumentName);
