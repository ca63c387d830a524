using System.Reflection;

namespace RunCommandPS.Simulator.Documents;

/// <summary>
/// The documents every account finds in the service. Names and parameters are those of the real ones; the texts are this project's own.
/// </summary>
internal static class BuiltInDocuments
{
    /// <summary>The owner that the service reports for its own documents.</summary>
    public const string Owner = "Amazon";

    public static IEnumerable<StoredDocument> Load(DateTimeOffset created)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return DocumentFile.Read(
                Path.GetFileNameWithoutExtension(resource), StoredDocument.JsonFormat, reader.ReadToEnd(), Owner, created);
        }
    }
}
