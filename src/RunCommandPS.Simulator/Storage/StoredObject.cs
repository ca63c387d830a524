using System.Security.Cryptography;
using System.Text;

namespace RunCommandPS.Simulator.Storage;

/// <summary>
/// An object in a bucket. One that a step wrote shares its text with the step, and bytes are made on request; one that a
/// client put has its bytes.
/// </summary>
internal sealed record StoredObject(string Key, string Text, DateTimeOffset LastModified)
{
    private readonly byte[]? _bytes;

    /// <summary>What a client put.</summary>
    public StoredObject(string key, byte[] bytes, DateTimeOffset lastModified)
        : this(key, "", lastModified) => _bytes = bytes;

    public byte[] Bytes => _bytes ?? Encoding.UTF8.GetBytes(Text);

    public int Size => _bytes?.Length ?? Encoding.UTF8.GetByteCount(Text);

    /// <summary>Its content type, as specified by the client.</summary>
    public string ContentType { get; init; } = "binary/octet-stream";

    /// <summary>What else the client specified, as headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];

    // S3 defines the tag of an object; that it is MD5 protects nothing here.
#pragma warning disable CA5351
    public byte[] Md5 => MD5.HashData(Bytes);
#pragma warning restore CA5351

    public string ETag => $"\"{Convert.ToHexString(Md5).ToLowerInvariant()}\"";
}
