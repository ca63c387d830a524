using System.Text.Json;
using System.Text.Json.Nodes;
using RunCommandPS.Documents;
using RunCommandPS.Simulator.Documents;

namespace RunCommandPS.Simulator.Protocol.Operations;

/// <summary>Writes what is reported about a document, member for member as the service does.</summary>
internal static class DocumentWriter
{
    public const string Active = "Active";

    /// <summary>A new document is reported as this, although it can be used at once.</summary>
    public const string Creating = "Creating";

    /// <summary>A new version is reported as this, although it can be used at once.</summary>
    public const string Updating = "Updating";

    /// <summary>The structure DocumentDescription.</summary>
    public static void WriteDescription(Utf8JsonWriter writer, StoredDocument document, DocumentFamily family, string status)
    {
        writer.WriteString("Hash", document.Hash);
        writer.WriteString("HashType", ServiceLimits.Sha256);
        writer.WriteString("Name", document.Name);
        WriteLabels(writer, document);
        writer.WriteString("Owner", document.Owner);
        writer.WriteTime("CreatedDate", document.Created);
        writer.WriteString("Status", status);
        if (document.Content.Description.Length > 0)
        {
            writer.WriteString("Description", document.Content.Description);
        }

        writer.WriteList("Parameters", document.Content.Parameters.Values, WriteParameter);
        WriteKind(writer, document);
        writer.WriteString("LatestVersion", family.Latest.Version);
        writer.WriteString("DefaultVersion", family.Default.Version);
        WriteTags(writer, "Tags", document.Labels.Tags);

        // CHOICE: none of these documents is in a category.
        writer.WriteTexts("Category", []);
        writer.WriteTexts("CategoryEnum", []);
    }

    /// <summary>The structure DocumentIdentifier.</summary>
    public static void WriteIdentifier(Utf8JsonWriter writer, StoredDocument document)
    {
        writer.WriteString("Name", document.Name);
        writer.WriteTime("CreatedDate", document.Created);
        WriteLabels(writer, document);
        writer.WriteString("Owner", document.Owner);
        WriteKind(writer, document);
        WriteTags(writer, "Tags", document.Labels.Tags);
    }

    /// <summary>The structure DocumentVersionInfo.</summary>
    public static void WriteVersion(Utf8JsonWriter writer, StoredDocument document, bool isDefault)
    {
        writer.WriteString("Name", document.Name);
        WriteLabels(writer, document);
        writer.WriteString("DocumentVersion", document.Version);
        writer.WriteTime("CreatedDate", document.Created);
        writer.WriteBoolean("IsDefaultVersion", isDefault);
        writer.WriteString("DocumentFormat", document.Format);
        writer.WriteString("Status", Active);
    }

    public static void WriteTags(Utf8JsonWriter writer, string name, IEnumerable<KeyValuePair<string, string>> tags) =>
        writer.WriteList(name, tags, static (writer, tag) =>
        {
            writer.WriteString("Key", tag.Key);
            writer.WriteString("Value", tag.Value);
        });

    /// <summary>Names that only some documents have; others leave the members out.</summary>
    public static void WriteLabels(Utf8JsonWriter writer, StoredDocument document)
    {
        if (document.Labels.VersionName.Length > 0)
        {
            writer.WriteString("VersionName", document.Labels.VersionName);
        }

        if (document.Labels.DisplayName.Length > 0)
        {
            writer.WriteString("DisplayName", document.Labels.DisplayName);
        }
    }

    private static void WriteKind(Utf8JsonWriter writer, StoredDocument document)
    {
        writer.WriteTexts("PlatformTypes", document.PlatformTypes);
        writer.WriteString("DocumentVersion", document.Version);
        writer.WriteString("DocumentType", StoredDocument.CommandType);
        writer.WriteString("SchemaVersion", document.Content.SchemaVersion);
        writer.WriteString("DocumentFormat", document.Format);
        if (document.Labels.TargetType.Length > 0)
        {
            writer.WriteString("TargetType", document.Labels.TargetType);
        }
    }

    private static void WriteParameter(Utf8JsonWriter writer, DocumentParameter parameter)
    {
        writer.WriteString("Name", parameter.Name);

        // CHOICE: the API lists only String and StringList here; the other types of schema 2.x go under their own names.
        writer.WriteString("Type", parameter.Type.ToString());
        writer.WriteString("Description", parameter.Description);
        if (parameter.Default is { } value)
        {
            writer.WriteString(
                "DefaultValue", value is JsonValue scalar && scalar.TryGetValue<string>(out var text) ? text : value.ToJsonString());
        }
    }
}
