using System.Globalization;
using System.Text;
using System.Xml;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol.Http;
using RunCommandPS.Simulator.Storage;

namespace RunCommandPS.Simulator.Protocol.Storage;

/// <summary>
/// As much of S3 as commands need for their scripts and their output: PUT, GET and HEAD of objects, HEAD of buckets, ListObjectsV2.
/// </summary>
/// <remarks>Source: the API reference of S3, version 2006-03-01.</remarks>
internal sealed class ObjectEndpoint(ObjectStore store, TimeProvider clock)
{
    private const string XmlType = "application/xml";
    private const string MetadataPrefix = "x-amz-meta-";
    private const int KeyMaximumBytes = 1024;

    // CHOICE: what would have an effect in the service but has none here is refused.
    private static readonly string[] WithoutEffect = ["x-amz-copy-source", "if-match", "if-none-match", "x-amz-tagging"];

    /// <summary>Answers a request for which <see cref="ObjectRequest.Is"/> is true and whose signature is valid.</summary>
    /// <exception cref="ServiceException">The code is one of S3's.</exception>
    public HttpReply Answer(HttpRequest request, ObjectRequest target)
    {
        if (target.Operation.Length == 0)
        {
            throw new ServiceException("MethodNotAllowed", "The specified method is not allowed against this resource.", 405);
        }

        if (!store.HasBucket(target.Bucket))
        {
            throw new ServiceException("NoSuchBucket", "The specified bucket does not exist", 404);
        }

        return target.Operation switch
        {
            StorageOperation.HeadBucket => new HttpReply(200, XmlType, default),
            StorageOperation.ListObjects => Xml(200, new ObjectListing(target, store).Write),
            StorageOperation.PutObject => Put(request, target),
            _ => Object(request, target),
        };
    }

    /// <summary>The answer for an error. For HEAD it has no body, as HTTP requires.</summary>
    public static HttpReply Refuse(ServiceException error, ObjectRequest target)
    {
        var (code, status) = error.Code switch
        {
            ErrorCode.MissingAuthenticationTokenException => ("AccessDenied", 403),
            ErrorCode.UnrecognizedClientException => ("InvalidAccessKeyId", 403),
            ErrorCode.InvalidSignatureException => ("SignatureDoesNotMatch", 403),
            ErrorCode.ExpiredTokenException => ("ExpiredToken", 400),
            ErrorCode.AccessDeniedException => ("AccessDenied", 403),
            ErrorCode.InternalServerError => ("InternalError", 500),
            _ => (error.Code, error.Status),
        };
        var reply = Xml(status, writer =>
        {
            writer.WriteStartElement("Error");
            writer.WriteElementString("Code", code);
            writer.WriteElementString("Message", error.Message);
            writer.WriteElementString("Resource", XmlText($"/{target.Bucket}/{target.Key}"));
            writer.WriteEndElement();
        });
        return reply with { IsHeadOnly = target.Method == "HEAD" };
    }

    private static HttpReply Xml(int status, Action<XmlWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(
            buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CheckCharacters = false }))
        {
            write(writer);
        }

        return new HttpReply(status, XmlType, buffer.ToArray());
    }

    // A path can contain what XML can't hold.
    private static string XmlText(string text) =>
        string.Concat(text.Select(character => XmlConvert.IsXmlChar(character) ? character : '?'));

    private HttpReply Put(HttpRequest request, ObjectRequest target)
    {
        if (WithoutEffect.Any(request.Headers.ContainsKey))
        {
            throw new ServiceException(
                "NotImplemented", "A header you provided implies functionality that is not implemented.", 501);
        }

        if (Encoding.UTF8.GetByteCount(target.Key) > KeyMaximumBytes)
        {
            throw new ServiceException("KeyTooLongError", "Your key is too long");
        }

        var body = UploadedBody.Read(request);
        var stored = new StoredObject(target.Key, body.Bytes, clock.GetUtcNow())
        {
            Metadata = [.. request.Headers.Where(header => header.Key.StartsWith(MetadataPrefix, StringComparison.Ordinal))],
        };
        if (request.TryGetHeader("content-type", out var type) && type.Length > 0)
        {
            stored = stored with { ContentType = type };
        }

        var checksums = UploadCheck.Check(request, body, stored);
        store.Put(target.Bucket, stored);
        return new HttpReply(200, XmlType, default) { Headers = [new("ETag", stored.ETag), .. checksums] };
    }

    private HttpReply Object(HttpRequest request, ObjectRequest target)
    {
        if (!store.TryGet(target.Bucket, target.Key, out var found))
        {
            throw new ServiceException("NoSuchKey", "The specified key does not exist.", 404);
        }

        var headers = new List<KeyValuePair<string, string>>
        {
            new("ETag", found.ETag),
            new("Last-Modified", found.LastModified.UtcDateTime.ToString("R", CultureInfo.InvariantCulture)),
            new("Accept-Ranges", "bytes"),
        };
        headers.AddRange(found.Metadata);
        var (status, body) = (200, (ReadOnlyMemory<byte>)found.Bytes);
        if (request.TryGetHeader("range", out var text) && ByteRange.TryRead(text, body.Length) is { } range)
        {
            headers.Add(
                new("Content-Range", string.Create(CultureInfo.InvariantCulture, $"bytes {range.First}-{range.Last}/{body.Length}")));
            (status, body) = (206, body[range.First..(range.Last + 1)]);
        }

        return new HttpReply(status, found.ContentType, body)
        {
            Headers = headers,
            IsHeadOnly = target.Operation == StorageOperation.HeadObject,
        };
    }
}
