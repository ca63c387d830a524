using System.Text.Json;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.State;

namespace RunCommandPS.Simulator.Protocol.Operations;

/// <summary>The operations on documents.</summary>
internal sealed class DocumentOperations(DocumentLibrary library, KeptDocuments changes, string accountId, TimeProvider clock)
{
    private const string List = "ListDocuments";
    private const string ListVersions = "ListDocumentVersions";

    public IReadOnlyList<Operation> All =>
    [
        new(List, RequestShapes.ListDocuments, ListDocuments),
        new("DescribeDocument", RequestShapes.DescribeDocument, Describe),
        new("GetDocument", RequestShapes.GetDocument, Get),
        new("CreateDocument", RequestShapes.CreateDocument, Create),
        new("UpdateDocument", RequestShapes.UpdateDocument, Update),
        new("UpdateDocumentDefaultVersion", RequestShapes.UpdateDocumentDefaultVersion, UpdateDefault),
        new(ListVersions, RequestShapes.ListDocumentVersions, ListDocumentVersions),
        new("DeleteDocument", RequestShapes.DeleteDocument, Delete),
    ];

    private static List<DocumentFilter> Filters(JsonElement body)
    {
        var legacy = body.List("DocumentFilterList", one => new DocumentFilter(one.Text("key")!, [one.Text("value")!])) ?? [];
        var filters = body.List("Filters", one => new DocumentFilter(one.Text("Key") ?? "", one.Texts("Values") ?? [])) ?? [];
        return legacy.Count > 0 && filters.Count > 0
            ? throw new ServiceException(ErrorCode.ValidationException, "Filters and DocumentFilterList can't be used together.")
            : [.. legacy, .. filters];
    }

    private static NewDocument Read(JsonElement body)
    {
        if (body.List("Attachments", static one => one.Text("Name")) is { Count: > 0 } || body.Member("Requires") is not null)
        {
            // CHOICE: both are for types of documents that commands don't run; accepting them would promise what is not modeled.
            throw new ServiceException(
                OwnerErrorCode.InvalidDocumentContent, "A document of type Command has no Attachments and no Requires here.");
        }

        return new NewDocument(body.Text("Name")!, body.Text("Content")!)
        {
            Format = body.Text("DocumentFormat") ?? StoredDocument.JsonFormat,
            Type = body.Text("DocumentType") ?? StoredDocument.CommandType,
            Labels = new DocumentLabels
            {
                VersionName = body.Text("VersionName") ?? "",
                DisplayName = body.Text("DisplayName") ?? "",
                TargetType = body.Text("TargetType") ?? "",
                Tags = body.List("Tags", static tag => KeyValuePair.Create(tag.Text("Key")!, tag.Text("Value")!)) ?? [],
            },
        };
    }

    private void ListDocuments(JsonElement body, Utf8JsonWriter writer)
    {
        var filters = Filters(body);
        var pageSize = body.Number("MaxResults") ?? ServiceLimits.PageSizeMaximum;
        var after = PageToken.Read(List, body.Text("NextToken"));
        var found = library.Families
            .Select(family => family.Default)
            .Where(document => after is null || string.CompareOrdinal(document.Name, after) > 0)
            .Where(document => filters.TrueForAll(filter => filter.Takes(document)))
            .Take(pageSize + 1).ToList();
        writer.WriteList("DocumentIdentifiers", found.Take(pageSize), DocumentWriter.WriteIdentifier);
        writer.WriteNextToken(found.Count > pageSize ? PageToken.Create(List, found[pageSize - 1].Name) : null);
    }

    private (StoredDocument Document, DocumentFamily Family) Find(JsonElement body)
    {
        var name = body.Text("Name")!;
        var family = library.FindFamily(name, $"Document with name {name} does not exist.");
        return (family.Find(body.Text("DocumentVersion"), body.Text("VersionName")), family);
    }

    private void Describe(JsonElement body, Utf8JsonWriter writer)
    {
        var (document, family) = Find(body);
        writer.WriteStartObject("Document");
        DocumentWriter.WriteDescription(writer, document, family, DocumentWriter.Active);
        writer.WriteEndObject();
    }

    private void Get(JsonElement body, Utf8JsonWriter writer)
    {
        var (document, _) = Find(body);
        var format = body.Text("DocumentFormat") ?? StoredDocument.JsonFormat;
        writer.WriteString("Name", document.Name);
        writer.WriteTime("CreatedDate", document.Created);
        DocumentWriter.WriteLabels(writer, document);
        writer.WriteString("DocumentVersion", document.Version);
        writer.WriteString("Status", DocumentWriter.Active);
        writer.WriteString("Content", document.TextAs(format));
        writer.WriteString("DocumentType", StoredDocument.CommandType);
        writer.WriteString("DocumentFormat", format);
    }

    private void Create(JsonElement body, Utf8JsonWriter writer)
    {
        var document = Read(body).Create(accountId, clock.GetUtcNow());
        changes.Add(document);
        writer.WriteStartObject("DocumentDescription");
        DocumentWriter.WriteDescription(writer, document, new DocumentFamily([document]), DocumentWriter.Creating);
        writer.WriteEndObject();
    }

    private void Delete(JsonElement body, Utf8JsonWriter writer) =>
        changes.Remove(body.Text("Name")!, body.Text("DocumentVersion"), body.Text("VersionName"));

    private void Update(JsonElement body, Utf8JsonWriter writer)
    {
        var request = Read(body);
        var family = changes.Update(request.Name, body.Text("DocumentVersion"), latest => request.After(latest, clock.GetUtcNow()));
        writer.WriteStartObject("DocumentDescription");
        DocumentWriter.WriteDescription(writer, family.Latest, family, DocumentWriter.Updating);
        writer.WriteEndObject();
    }

    private void UpdateDefault(JsonElement body, Utf8JsonWriter writer)
    {
        var version = changes.SetDefault(body.Text("Name")!, body.Text("DocumentVersion")!).Default;
        writer.WriteStartObject("Description");
        writer.WriteString("Name", version.Name);
        writer.WriteString("DefaultVersion", version.Version);
        if (version.Labels.VersionName.Length > 0)
        {
            writer.WriteString("DefaultVersionName", version.Labels.VersionName);
        }

        writer.WriteEndObject();
    }

    // CHOICE: the order, newest first.
    private void ListDocumentVersions(JsonElement body, Utf8JsonWriter writer)
    {
        var pageSize = body.Number("MaxResults") ?? ServiceLimits.PageSizeMaximum;
        var before = PageToken.ReadNumber(ListVersions, body.Text("NextToken")) ?? long.MaxValue;
        var name = body.Text("Name")!;
        var family = library.FindFamily(name, $"Document with name {name} does not exist.");
        var found = family.Versions.Reverse().Where(version => version.Number < before).Take(pageSize + 1).ToList();
        writer.WriteList(
            "DocumentVersions",
            found.Take(pageSize),
            (writer, version) => DocumentWriter.WriteVersion(writer, version, version == family.Default));
        writer.WriteNextToken(found.Count > pageSize ? PageToken.Create(ListVersions, found[pageSize - 1].Version) : null);
    }
}
