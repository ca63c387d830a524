using System.Text;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Documents;
using RunCommandPS.Simulator.Storage;

namespace RunCommandPS.Simulator.Execution;

/// <summary>Where steps fetch files from: the simulator's own buckets and documents, and nowhere else.</summary>
/// <remarks>
/// Source of the places: the agent. A folder of S3 keeps what is under it; a single file keeps its name if the destination is a
/// folder, and otherwise gets that of the destination.
/// </remarks>
internal sealed class ContentSource(ObjectStore objects, DocumentLibrary documents)
{
    private const int FilesMaximum = 1000;

    /// <summary>Fetches what a step requests.</summary>
    /// <exception cref="ContentException">It is not available.</exception>
    public IReadOnlyList<DownloadedFile> Fetch(ContentDownload download) => download.SourceType switch
    {
        ContentDownload.S3 => FromBucket(download),
        ContentDownload.SsmDocument => [OneFile(download, FileOf(download.Source))],
        "" => throw new ContentException("The step has no sourceType."),
        var other => throw new ContentException(
            $"The simulator fetches nothing from {other}. It has what is in its own buckets (sourceType {ContentDownload.S3}) and its "
                + $"documents (sourceType {ContentDownload.SsmDocument})."),
    };

    /// <summary>Finds a document by its name or ARN, with a version after a colon or without one.</summary>
    /// <exception cref="ContentException">There is no such document, or no such version of it.</exception>
    public StoredDocument Document(string nameAndVersion)
    {
        var slash = nameAndVersion.LastIndexOf('/') + 1;
        var colon = nameAndVersion.IndexOf(':', slash);
        var name = colon < 0 ? nameAndVersion : nameAndVersion[..colon];
        try
        {
            return documents.Find(name, colon < 0 ? null : nameAndVersion[(colon + 1)..]);
        }
        catch (ServiceException error)
        {
            throw new ContentException(error.Code == ErrorCode.InvalidDocumentVersion
                ? $"The document '{name}' has no version {nameAndVersion[(colon + 1)..]}."
                : $"There is no document '{name}'.");
        }
    }

    private DownloadedFile FileOf(string document)
    {
        if (document.Length == 0)
        {
            throw new ContentException("sourceInfo must be an object with the name of a document.");
        }

        var found = Document(document);
        return new DownloadedFile($"{found.Name}.json", Encoding.UTF8.GetBytes(found.TextAs(StoredDocument.JsonFormat)));
    }

    private List<DownloadedFile> FromBucket(ContentDownload download)
    {
        var address = ObjectAddress.TryRead(download.Source)
            ?? throw new ContentException(
                "sourceInfo must be an object with the path, the URL of a file or folder in S3 such as "
                    + $"https://s3.us-east-1.amazonaws.com/amzn-s3-demo-bucket/scripts/setup.sh; it is '{download.Source}'.");
        var (bucket, key) = address;
        if (!objects.HasBucket(bucket))
        {
            throw new ContentException($"There is no bucket '{bucket}'.");
        }

        if (!IsFolder(key) && objects.TryGet(bucket, key, out var single))
        {
            return [OneFile(download, new DownloadedFile(NameIn(key), single.Bytes))];
        }

        var prefix = IsFolder(key) ? key : key + "/";
        var files = objects.List(bucket, prefix, after: "", FilesMaximum).Where(one => !IsFolder(one.Key))
            .Select(one => new DownloadedFile(In(download.Destination, one.Key[prefix.Length..]), one.Bytes)).ToList();
        return files.Count > 0 ? files : throw new ContentException($"There is nothing at '{key}' in the bucket '{bucket}'.");
    }

    private static DownloadedFile OneFile(ContentDownload download, DownloadedFile file) =>
        IsFolder(download.Destination) || (Path.IsPathRooted(download.Destination) && Directory.Exists(download.Destination))
            ? file with { Path = In(download.Destination, file.Path) }
            : file with { Path = Within(download.Destination) };

    private static bool IsFolder(string path) => path.Length == 0 || path[^1] is '/' or '\\';

    private static string NameIn(string key) => key[(key.LastIndexOf('/') + 1)..];

    // A key may contain anything, and must not lead out of its folder.
    private static string In(string folder, string file) => Path.Combine(Within(folder), Within(file).TrimStart('/'));

    private static string Within(string path) => path.Split('/', '\\').Contains("..", StringComparer.Ordinal)
        ? throw new ContentException($"'{path}' leads out of its folder.")
        : path;
}
