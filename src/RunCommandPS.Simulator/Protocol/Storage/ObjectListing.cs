using System.Globalization;
using System.Text;
using System.Xml;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Storage;

namespace RunCommandPS.Simulator.Protocol.Storage;

/// <summary>One page of ListObjectsV2.</summary>
/// <remarks>Source: the API reference of ListObjectsV2.</remarks>
internal sealed class ObjectListing
{
    private const int MaximumKeys = 1000;

    private readonly ObjectRequest _request;
    private readonly List<StoredObject> _objects = [];
    private readonly List<string> _prefixes = [];
    private readonly string _prefix;
    private readonly string _delimiter;
    private readonly int _maximum;
    private string? _nextToken;

    /// <exception cref="ServiceException">InvalidArgument for a number or token that can't be read.</exception>
    public ObjectListing(ObjectRequest request, ObjectStore store)
    {
        _request = request;
        _prefix = request.Query.GetValueOrDefault("prefix") ?? "";
        _delimiter = request.Query.GetValueOrDefault("delimiter") ?? "";
        _maximum = Maximum(request.Query.GetValueOrDefault("max-keys"));
        Fill(
            store, request.Query.GetValueOrDefault("continuation-token") is { } token
                ? Read(token)
                : request.Query.GetValueOrDefault("start-after") ?? "");
    }

    public void Write(XmlWriter writer)
    {
        var isEncoded = _request.Query.GetValueOrDefault("encoding-type") == "url";
        string Shown(string text) => isEncoded ? string.Join('/', text.Split('/').Select(Uri.EscapeDataString)) : text;

        writer.WriteStartElement("ListBucketResult", "http://s3.amazonaws.com/doc/2006-03-01/");
        writer.WriteElementString("Name", _request.Bucket);
        writer.WriteElementString("Prefix", Shown(_prefix));
        foreach (var (name, element) in (ReadOnlySpan<(string, string)>)
        [
            ("delimiter", "Delimiter"), ("start-after", "StartAfter"), ("encoding-type", "EncodingType"),
            ("continuation-token", "ContinuationToken"),
        ])
        {
            if (_request.Query.TryGetValue(name, out var value))
            {
                writer.WriteElementString(element, name is "delimiter" or "start-after" ? Shown(value) : value);
            }
        }

        writer.WriteElementString("KeyCount", XmlConvert.ToString(_objects.Count + _prefixes.Count));
        writer.WriteElementString("MaxKeys", XmlConvert.ToString(_maximum));
        writer.WriteElementString("IsTruncated", XmlConvert.ToString(_nextToken is not null));
        if (_nextToken is not null)
        {
            writer.WriteElementString("NextContinuationToken", _nextToken);
        }

        foreach (var one in _objects)
        {
            writer.WriteStartElement("Contents");
            writer.WriteElementString("Key", Shown(one.Key));
            writer.WriteElementString(
                "LastModified", one.LastModified.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            writer.WriteElementString("ETag", one.ETag);
            writer.WriteElementString("Size", XmlConvert.ToString(one.Size));
            writer.WriteElementString("StorageClass", "STANDARD");
            writer.WriteEndElement();
        }

        foreach (var prefix in _prefixes)
        {
            writer.WriteStartElement("CommonPrefixes");
            writer.WriteElementString("Prefix", Shown(prefix));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static int Maximum(string? text) => text is null
        ? MaximumKeys
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Min(number, MaximumKeys)
            : throw new ServiceException("InvalidArgument", "Provided max-keys not an integer or within integer range");

    private static string Read(string token)
    {
        var bytes = new byte[token.Length];
        return Convert.TryFromBase64String(token, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw new ServiceException("InvalidArgument", "The continuation token provided is incorrect");
    }

    // Everything after the delimiter is left out, so the search continues after the common prefix.
    private void Fill(ObjectStore store, string after)
    {
        bool hasJumped;
        do
        {
            hasJumped = false;
            foreach (var one in store.List(_request.Bucket, _prefix, after, 1 + _maximum - _objects.Count - _prefixes.Count))
            {
                if (_objects.Count + _prefixes.Count == _maximum)
                {
                    _nextToken = _maximum == 0 ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes(after));
                    return;
                }

                var end = _delimiter.Length == 0 ? -1 : one.Key.IndexOf(_delimiter, _prefix.Length, StringComparison.Ordinal);
                if (end >= 0)
                {
                    _prefixes.Add(one.Key[..(end + _delimiter.Length)]);
                    after = _prefixes[^1] + char.MaxValue;
                    hasJumped = true;
                    break;
                }

                _objects.Add(one);
                after = one.Key;
            }
        }
        while (hasJumped);
    }
}
