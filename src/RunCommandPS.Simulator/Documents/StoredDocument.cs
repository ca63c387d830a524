using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunCommandPS.Documents;

namespace RunCommandPS.Simulator.Documents;

/// <summary>One version of a document as the service keeps it.</summary>
internal sealed class StoredDocument
{
    public const string JsonFormat = "JSON";

    public const string YamlFormat = "YAML";

    public const string CommandType = "Command";

    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] _bytes;
    private readonly JsonNode _tree;

    /// <exception cref="DocumentFormatException">The tree is not a document.</exception>
    public StoredDocument(string name, int version, string owner, string format, string text, JsonNode tree, DateTimeOffset created)
    {
        Name = name;
        Number = version;
        Version = version.ToString(CultureInfo.InvariantCulture);
        Owner = owner;
        Format = format;
        Text = text;
        _tree = tree;
        Content = CommandDocument.Parse(tree);
        Created = created;
        PlatformTypes = Content.PlatformTypes;
        _bytes = Encoding.UTF8.GetBytes(text);
        Hash = Convert.ToHexString(SHA256.HashData(_bytes)).ToLowerInvariant();
    }

    public string Name { get; }

    public int Number { get; }

    /// <summary>The number as the service writes it.</summary>
    public string Version { get; }

    public DocumentLabels Labels { get; init; } = DocumentLabels.None;

    public string Owner { get; }

    public string Format { get; }

    /// <summary>The document as its author wrote it.</summary>
    public string Text { get; }

    public CommandDocument Content { get; }

    public DateTimeOffset Created { get; }

    public IReadOnlyList<string> PlatformTypes { get; }

    /// <summary>SHA-256 of the text, in lower-case hexadecimal.</summary>
    public string Hash { get; }

    public int SizeInBytes => _bytes.Length;

    /// <summary>The document with other labels.</summary>
    public StoredDocument With(DocumentLabels labels) => new(Name, Number, Owner, Format, Text, _tree, Created) { Labels = labels };

    /// <summary>The size to which the limit on documents applies.</summary>
    public static int SizeOf(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>The document in a format: as its author wrote it if that is the format, otherwise converted.</summary>
    public string TextAs(string format) => format == Format
        ? Text
        : format == YamlFormat ? YamlTree.Write(_tree) : _tree.ToJsonString(Indented);

    /// <summary>Whether the text has this hash.</summary>
    public bool HasHash(string hash, string? type) =>
        string.Equals(hash, type == ServiceLimits.Sha1 ? Sha1() : Hash, StringComparison.OrdinalIgnoreCase);

    // The API still accepts this deprecated kind of hash; it protects nothing here.
#pragma warning disable CA5350
    private string Sha1() => Convert.ToHexString(SHA1.HashData(_bytes));
#pragma warning restore CA5350
}
