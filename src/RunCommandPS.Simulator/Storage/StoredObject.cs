using System.Security.Cryptography;
using System.Text;

namespace RunCommandPS.Simulator.Storage;

/// <summary>An object in a bucket. It shares its text with the step that wrote it; bytes are made when somebody asks for them.</summary>
internal sealed record StoredObject(string Key, string Text, DateTimeOffset LastModified)
{
    public byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    public int Size => Encoding.UTF8.GetByteCount(Text);

    // S3 says what the tag of an object is; that it is MD5 protects nothing here.
#pragma warning disable CA5351
    public string ETag => $"\"{Convert.ToHexString(MD5.HashData(Bytes)).ToLowerInvariant()}\"";
#pragma warning restore CA5351
}
