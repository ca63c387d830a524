using System.Management.Automation;

namespace RunCommandPS.Transformation;

/// <summary>A document, named by its name or by an object that has one, and where that object came from.</summary>
/// <param name="Name">The document's name or ARN, or a name with wildcards.</param>
/// <param name="Version">The version the object has; null for a bare name.</param>
/// <param name="Origin">Where the object came from; null for a bare name.</param>
public sealed record DocumentReference(string Name, string? Version, ConnectionOrigin? Origin)
{
    private const string NameMember = "Name";
    private const string VersionMember = nameof(RunCommandDocument.DocumentVersion);

    // What a node, a command or a result has, and a document has not.
    private static readonly string[] NotDocument = ["InstanceId", "CommandId", "Id"];

    /// <summary>Whether it may mean several documents.</summary>
    public bool IsPattern => WildcardPattern.ContainsWildcardCharacters(Name);

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>Reads a document's name, or an object that has one.</summary>
    /// <param name="item">The argument.</param>
    /// <param name="members">The members that may have the name.</param>
    /// <exception cref="ArgumentTransformationMetadataException">It has none.</exception>
    internal static DocumentReference Of(object? item, params ReadOnlySpan<string> members)
    {
        switch (MemberReader.Unwrap(item))
        {
            case DocumentReference given:
                return given;
            case null:
                throw new ArgumentTransformationMetadataException("The document name is null.");
            case { } value when ScalarText.Of(value) is { } text:
                return new DocumentReference(text, null, null);
            case { } value:
                foreach (var member in members)
                {
                    if ((member != NameMember || IsNamed(item!)) && Member(item!, member) is { } name)
                    {
                        return new DocumentReference(name, Member(item!, VersionMember), ItemOrigin.Of(item));
                    }
                }

                throw new ArgumentTransformationMetadataException(
                    $"{InputText.KindFirst(value)} does not name a document: specify a name, or "
                        + (members[0] == NameMember ? "a document." : $"an object with {members[0]}."));
        }
    }

    /// <summary>The name of an object that is a document: many others, such as nodes and files, have a name, too.</summary>
    /// <returns>The name; null for anything else.</returns>
    internal static string? NameOf(object item) =>
        Member(item, VersionMember) is not null && NotDocument.All(name => Member(item, name) is null) ? Member(item, NameMember) : null;

    /// <summary>The document that a command runs. It runs the default version, so only another one is specified.</summary>
    /// <param name="item">The object that the reference was read from.</param>
    internal DocumentReference ToRun(object? item) =>
        Version is null || MemberReader.Unwrap(item) is DocumentReference
        || (Member(item!, nameof(RunCommandDocument.DefaultVersion)) is { } usual && usual != Version)
            ? this
            : this with { Version = null };

    // What is written by hand needs no more than the name.
    private static bool IsNamed(object item) =>
        NameOf(item) is not null || (MemberReader.CanRead(item) && NotDocument.All(name => Member(item, name) is null));

    private static string? Member(object item, string name)
    {
        var text = ScalarText.Of(MemberReader.Value(item, name));
        return string.IsNullOrEmpty(text) ? null : text;
    }
}

/// <summary>
/// Takes names of documents, documents as another cmdlet returned them, or anything with a DocumentName, such as a command.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DocumentReferenceTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is null ? inputData! : MemberReader.Items(inputData).Select(Reference).ToArray();

    private static DocumentReference Reference(object? item)
    {
        var reference = DocumentReference.Of(item, "DocumentName", "Name");
        return reference.IsPattern || SpecPattern.IsMatch(reference.Name, ServiceLimits.DocumentNamePattern)
            ? reference
            : throw new ArgumentTransformationMetadataException($"'{reference.Name}' is not {SpecTextAttribute.DocumentName}.");
    }
}
