using static RunCommandPS.Aws.Mapping.ReplyMapping;
using Sdk = Amazon.SimpleSystemsManagement.Model;

namespace RunCommandPS.Aws.Mapping;

/// <summary>Documents: the SDK's to ours.</summary>
internal static class DocumentMapping
{
    public static RunCommandDocument FromSdk(Sdk.DocumentIdentifier document, ConnectionOrigin origin) => new()
    {
        Name = Text(document.Name),
        DisplayName = Text(document.DisplayName),
        Owner = Text(document.Owner),
        DocumentVersion = Text(document.DocumentVersion),
        VersionName = Text(document.VersionName),
        PlatformTypes = List(document.PlatformTypes),
        DocumentType = Text(document.DocumentType?.Value),
        SchemaVersion = Text(document.SchemaVersion),
        DocumentFormat = Text(document.DocumentFormat?.Value),
        TargetType = Text(document.TargetType),
        CreatedDate = Moment(document.CreatedDate),
        Tags = Tags(document.Tags),
        Origin = origin,
    };

    public static RunCommandDocument FromSdk(Sdk.DocumentDescription document, ConnectionOrigin origin) => new()
    {
        Name = Text(document.Name),
        DisplayName = Text(document.DisplayName),
        Description = Text(document.Description),
        Owner = Text(document.Owner),
        DocumentVersion = Text(document.DocumentVersion),
        DefaultVersion = Text(document.DefaultVersion),
        LatestVersion = Text(document.LatestVersion),
        VersionName = Text(document.VersionName),
        Status = Text(document.Status?.Value),
        StatusInformation = Text(document.StatusInformation),
        PlatformTypes = List(document.PlatformTypes),
        DocumentType = Text(document.DocumentType?.Value),
        SchemaVersion = Text(document.SchemaVersion),
        DocumentFormat = Text(document.DocumentFormat?.Value),
        TargetType = Text(document.TargetType),
        CreatedDate = Moment(document.CreatedDate),
        Hash = Text(document.Hash),
        HashType = Text(document.HashType?.Value),
        Tags = Tags(document.Tags),
        Parameters = List(document.Parameters, Parameter),
        Origin = origin,
    };

    // Only a parameter without a default omits the member; an empty default is an empty text.
    private static RunCommandDocumentParameter Parameter(Sdk.DocumentParameter parameter) => new()
    {
        Name = Text(parameter.Name),
        Type = Text(parameter.Type?.Value),
        IsRequired = parameter.DefaultValue is null,
        DefaultValue = parameter.DefaultValue,
        Description = Text(parameter.Description),
    };

    private static Dictionary<string, string> Tags(List<Sdk.Tag>? tags) =>
        List(tags, tag => (tag.Key, tag.Value)).ToDictionary(tag => Text(tag.Key), tag => Text(tag.Value));
}
