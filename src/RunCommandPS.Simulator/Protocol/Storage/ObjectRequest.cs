using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Http;

namespace RunCommandPS.Simulator.Protocol.Storage;

/// <summary>An S3 request, path style: <c>/bucket/key?query</c>.</summary>
internal sealed record ObjectRequest(string Method, string Bucket, string Key, IReadOnlyDictionary<string, string> Query)
{
    // Clients may name the operation in addition to the method; every other part of a query makes a PUT another operation.
    private const string NameParameter = "x-id";

    /// <summary>Whether a request is for S3. The other protocol's requests all go to the root, by POST.</summary>
    public static bool Is(HttpRequest request) =>
        request.Method != "POST" && request.Path.Length > 1 && request.Path[0] == '/' && request.Path[1] is not ('/' or '?');

    /// <summary>Name of the operation; empty for one that is not here.</summary>
    public string Operation => (Method, Key.Length > 0) switch
    {
        ("GET", true) => StorageOperation.GetObject,
        ("HEAD", true) => StorageOperation.HeadObject,
        ("HEAD", false) => StorageOperation.HeadBucket,
        ("PUT", true) when Query.Keys.All(static name => name == NameParameter) => StorageOperation.PutObject,
        ("GET", false) when Query.GetValueOrDefault("list-type") == "2" => StorageOperation.ListObjects,
        _ => "",
    };

    public static ObjectRequest Read(HttpRequest request)
    {
        var (path, queryText) = request.Path.Split('?', 2) is [var before, var after] ? (before, after) : (request.Path, "");
        var slash = path.IndexOf('/', 1);
        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in queryText.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            query[Uri.UnescapeDataString(parts[0])] = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "";
        }

        return new ObjectRequest(
            request.Method,
            Uri.UnescapeDataString(slash < 0 ? path[1..] : path[1..slash]),
            slash < 0 ? "" : Uri.UnescapeDataString(path[(slash + 1)..]),
            query);
    }
}
