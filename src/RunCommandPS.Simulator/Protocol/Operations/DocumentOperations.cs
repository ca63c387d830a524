using System.Text.Json;
using System.Text.Json.Nodes;
using RunCommandPS.Documents;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Protocol.Operations;

/// <summary>ListDocuments, DescribeDocument and GetDocument.</summary>
internal sealed class DocumentOperations(DocumentLibrary library)
{
    private const string List = "ListDocuments";

    public IReadOnlyList<Operation> All =>
    [
        new(List, RequestShapes.ListDocuments, ListDocuments),
        new("DescribeDocument", RequestShapes.DescribeDocument, Describe),
        new("GetDocument", RequestShapes.GetDocument, Get),
    ];

    private static List<DocumentFilter> Filters(JsonElement body)
    {
        var legacy = body.List("DocumentFilterList", one => new DocumentFilter(one.Text("key")!, [one.Text("value")!])) ?? [];
        var filters = body.List("Filters", one => new DocumentFilter(one.Text("Key") ?? "", one.Texts("Values") ?? [])) ?? [];
        return legacy.Count > 0 && filters.Count > 0
            ? throw new ServiceException(ErrorCode.ValidationException, "Filters and DocumentFilterList can't be used together.")
            : [.. legacy, .. filters];
    }

    private void ListDocuments(JsonElement body, Utf8JsonWriter writer)
    {
        var filters = Filters(body);
        var pageSize = body.Number("MaxResults") ?? ServiceLimits.PageSizeMaximum;
        var after = PageToken.Read(List, body.Text("NextToken"));
        var found = library.Documents
            .Where(document => after is null || string.CompareOrdinal(document.Name, after) > 0)
            .Where(document => filters.All(filter => filter.Takes(document)))
            .Take(pageSize + 1).ToList();
        writer.WriteList("DocumentIdentifiers", found.Take(pageSize), static (writer, document) =>
        {
            writer.WriteString("Name", document.Name);
            writer.WriteTime("CreatedDate", document.Created);
            writer.WriteString("Owner", document.Owner);
            WriteKind(writer, document);
            writer.WriteStartArray("Tags");
            writer.WriteEndArray();
        });
        writer.WriteNextToken(found.Count > pageSize ? PageToken.Create(List, found[pageSize - 1].Name) : null);
    }

    private StoredDocument Find(JsonElement body)
    {
        // No document here has named versions.
        var document = library.Find(body.Text("Name")!, body.Text("DocumentVersion"));
        return body.Text("VersionName") is null ? document : throw new ServiceException(ErrorCode.InvalidDocumentVersion);
    }

    private void Describe(JsonElement body, Utf8JsonWriter writer)
    {
        var document = Find(body);
        writer.WriteStartObject("Document");
        writer.WriteString("Hash", document.Hash);
        writer.WriteString("HashType", ServiceLimits.Sha256);
        writer.WriteString("Name", document.Name);
        writer.WriteString("Owner", document.Owner);
        writer.WriteTime("CreatedDate", document.Created);
        writer.WriteString("Status", "Active");
        writer.WriteString("Description", document.Content.Description);
        writer.WriteList("Parameters", document.Content.Parameters.Values, WriteParameter);
        WriteKind(writer, document);
        writer.WriteString("LatestVersion", document.Version);
        writer.WriteString("DefaultVersion", document.Version);
        writer.WriteStartArray("Tags");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void Get(JsonElement body, Utf8JsonWriter writer)
    {
        var document = Find(body);
        var format = body.Text("DocumentFormat") ?? StoredDocument.JsonFormat;
        writer.WriteString("Name", document.Name);
        writer.WriteTime("CreatedDate", document.Created);
        writer.WriteString("DocumentVersion", document.Version);
        writer.WriteString("Status", "Active");
        writer.WriteString("Content", document.TextAs(format));
        writer.WriteString("DocumentType", StoredDocument.CommandType);
        writer.WriteString("DocumentFormat", format);
    }

    private static void WriteKind(Utf8JsonWriter writer, StoredDocument document)
    {
        writer.WriteTexts("PlatformTypes", document.PlatformTypes);
        writer.WriteString("DocumentVersion", document.Version);
        writer.WriteString("DocumentType", StoredDocument.CommandType);
        writer.WriteString("SchemaVersion", document.Content.SchemaVersion);
        writer.WriteString("DocumentFormat", document.Format);
        writer.WriteString("TargetType", "");
    }

    private static void WriteParameter(Utf8JsonWriter writer, DocumentParameter parameter)
    {
        writer.WriteString("Name", parameter.Name);

        // CHOICE: the API lists only String and StringList here; the other types of schema 2.x go under their own names.
        writer.WriteString("Type", parameter.Type.ToString());
        writer.WriteString("Description", parameter.Description);
        if (parameter.Default is { } value)
        {
            writer.WriteString("DefaultValue", value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? text : value.ToJsonString());
        }
    }
}
