using System.Globalization;
using System.Text.Json;
using RunCommandPS.Documents;
using RunCommandPS.Simulator.Contract;
using YamlDotNet.Core;

namespace RunCommandPS.Simulator.Documents;

/// <summary>A request of CreateDocument or UpdateDocument.</summary>
internal sealed record NewDocument(string Name, string Content)
{
    // Source: the API reference of CreateDocument, which reserves them. CHOICE: case-insensitive.
    private static readonly string[] ReservedPrefixes = ["aws", "amazon", "amzn"];

    public string Format { get; init; } = StoredDocument.JsonFormat;

    public string Type { get; init; } = StoredDocument.CommandType;

    public DocumentLabels Labels { get; init; } = DocumentLabels.None;

    /// <summary>Makes the document's first version.</summary>
    /// <exception cref="ServiceException">ValidationException, MaxDocumentSizeExceeded, InvalidDocumentContent or
    /// InvalidDocumentSchemaVersion.</exception>
    public StoredDocument Create(string owner, DateTimeOffset now)
    {
        CheckName();
        return Read(owner, now, version: 1, Labels);
    }

    /// <summary>Makes the version after the latest one. What the request does not specify stays as it was, except for the name.</summary>
    /// <exception cref="ServiceException">MaxDocumentSizeExceeded, InvalidDocumentContent or InvalidDocumentSchemaVersion.</exception>
    public StoredDocument After(StoredDocument latest, DateTimeOffset now) => Read(latest.Owner, now, latest.Number + 1, Labels with
    {
        DisplayName = Labels.DisplayName.Length > 0 ? Labels.DisplayName : latest.Labels.DisplayName,
        TargetType = Labels.TargetType.Length > 0 ? Labels.TargetType : latest.Labels.TargetType,
        Tags = latest.Labels.Tags,
    });

    private StoredDocument Read(string owner, DateTimeOffset now, int version, DocumentLabels labels)
    {
        CheckKind();
        try
        {
            new ContentCheck(Content, Format).Check(DocumentFile.Tree(Format, Content));
            return DocumentFile.Read(Name, Format, Content, owner, now, version, labels);
        }
        catch (JsonException error)
        {
            throw NotWellFormed(new TextPlace((error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1));
        }
        catch (YamlException error)
        {
            throw NotWellFormed(new TextPlace(error.Start.Line, error.Start.Column));
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            throw error.InnerException is DocumentFormatException { Path: "$.schemaVersion" } schema
                ? new ServiceException(OwnerErrorCode.InvalidDocumentSchemaVersion, schema.Message)
                : new ServiceException(OwnerErrorCode.InvalidDocumentContent, error.InnerException?.Message ?? error.Message);
        }
    }

    private ServiceException NotWellFormed(TextPlace place) =>
        new(OwnerErrorCode.InvalidDocumentContent, $"{Format} not well-formed. at {place}");

    private void CheckName()
    {
        if (ReservedPrefixes.FirstOrDefault(prefix => Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } reserved)
        {
            // CHOICE: that the beginning is reserved is documented, the error for it is not.
            throw new ServiceException(
                ErrorCode.ValidationException, $"The name of a document can't start with '{reserved}', which is reserved.");
        }
    }

    private void CheckKind()
    {
        if (StoredDocument.SizeOf(Content) is > ServiceLimits.DocumentMaximumBytes and var size)
        {
            throw new ServiceException(
                ErrorCode.MaxDocumentSizeExceeded,
                string.Create(
                    CultureInfo.InvariantCulture, $"The document has {size} bytes; {ServiceLimits.DocumentMaximumBytes} are allowed."));
        }

        if (Type != StoredDocument.CommandType || Format is not (StoredDocument.JsonFormat or StoredDocument.YamlFormat))
        {
            // CHOICE: a type that only another part of the service can run is content this simulator can't have.
            throw new ServiceException(
                OwnerErrorCode.InvalidDocumentContent,
                $"Documents of type {StoredDocument.CommandType} in JSON or YAML are modeled; this one is of type {Type}, in {Format}.");
        }
    }
}
