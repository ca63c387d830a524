using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>A document, named by its name or by an object that has one, and where that object came from.</summary>
/// <param name="Name">The document's name or ARN, or a name with wildcards.</param>
/// <param name="Version">The version the object has; null for a bare name.</param>
/// <param name="Origin">Where the object came from; null for a bare name.</param>
public sealed record DocumentReference(string Name, string? Version, ConnectionOrigin? Origin)
{
    /// <summary>Whether it may mean several documents.</summary>
    public bool IsPattern => WildcardPattern.ContainsWildcardCharacters(Name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>
/// Takes names of documents, documents as another cmdlet returned them, or anything with a DocumentName, such as a command.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DocumentReferenceTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Names = ["DocumentName", "Name"];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is null ? inputData! : MemberReader.Items(inputData).Select(Reference).ToArray();

    private static DocumentReference Reference(object? item)
    {
        var value = MemberReader.Unwrap(item);
        var reference = value switch
        {
            DocumentReference given => given,
            string text => new DocumentReference(text, null, null),
            null => throw new ArgumentTransformationMetadataException("The document name is null."),
            _ => new DocumentReference(
                Names.Select(name => Member(item!, name)).FirstOrDefault(name => name is not null)
                    ?? throw new ArgumentTransformationMetadataException(
                        $"{InputText.KindFirst(value)} does not name a document: specify a name, or an object with DocumentName."),
                Member(item!, "DocumentVersion"),
                ItemOrigin.Of(item)),
        };
        return reference.IsPattern || SpecPattern.IsMatch(reference.Name, ServiceLimits.DocumentNamePattern)
            ? reference
            : throw new ArgumentTransformationMetadataException($"'{reference.Name}' is not {SpecTextAttribute.DocumentName}.");
    }

    private static string? Member(object item, string name)
    {
        var text = ScalarText.Of(MemberReader.CanRead(item)
            ? MemberReader.Members(item).GetValueOrDefault(name)
            : PSObject.AsPSObject(item).Properties[name]?.Value);
        return string.IsNullOrEmpty(text) ? null : text;
    }
}
