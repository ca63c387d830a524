using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using RunCommandPS.Documents;
using YamlDotNet.Core;

namespace RunCommandPS.Simulator.Documents;

/// <summary>
/// Reads documents from files. A document is named after its file; a further version of it,
/// <c>name@2.json</c>, has its number in the file's name.
/// </summary>
internal static class DocumentFile
{
    private static readonly string[] Extensions = [".json", ".yaml", ".yml"];

    /// <summary>Reads a file, or every document directly in a folder, in the order of their names.</summary>
    /// <exception cref="ArgumentException">There is no such file or folder, or it contains no document; the
    /// message names it and the reason.</exception>
    public static IEnumerable<StoredDocument> Load(string path, string owner, DateTimeOffset created)
    {
        if (File.Exists(path))
        {
            return [LoadFile(path, owner, created)];
        }

        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path).Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal).Select(file => LoadFile(file, owner, created))
            : throw new ArgumentException($"There is no document file and no folder '{path}'.", nameof(path));
    }

    /// <summary>Makes a document from its text.</summary>
    /// <exception cref="ArgumentException">The text is not a document.</exception>
    public static StoredDocument Read(
        string name, string format, string text, string owner, DateTimeOffset created, int version = 1, DocumentLabels? labels = null)
    {
        try
        {
            return new StoredDocument(
                name, version, owner, format, text, Tree(format, text) ?? throw new JsonException("It is empty."), created)
            {
                Labels = labels ?? DocumentLabels.None,
            };
        }
        catch (Exception error) when (error is JsonException or YamlException or DocumentFormatException or InvalidOperationException)
        {
            throw new ArgumentException($"The document '{name}' can't be read: {error.Message}", nameof(text), error);
        }
    }

    /// <summary>The tree of a document's text.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    /// <exception cref="YamlException">It is not YAML.</exception>
    public static JsonNode? Tree(string format, string text) =>
        format == StoredDocument.JsonFormat ? JsonNode.Parse(text) : YamlTree.Parse(text);

    private static StoredDocument LoadFile(string file, string owner, DateTimeOffset created)
    {
        var (name, version) = NameAndVersion(Path.GetFileNameWithoutExtension(file));
        if (!SpecPattern.IsMatch(name, ServiceLimits.NewDocumentNamePattern))
        {
            throw new ArgumentException(
                $"The file '{file}' can't be a document: a document's name has 3 to 128 letters, digits and _ - . only.", nameof(file));
        }

        var extension = Path.GetExtension(file);
        var format = extension.Equals(".json", StringComparison.OrdinalIgnoreCase) ? StoredDocument.JsonFormat : StoredDocument.YamlFormat;
        return Read(name, format, File.ReadAllText(file), owner, created, version);
    }

    // No document name contains this character.
    private static (string Name, int Version) NameAndVersion(string text) =>
        text.Split('@') is [var name, var number]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && version > 0
            ? (name, version)
            : (text, 1);
}
