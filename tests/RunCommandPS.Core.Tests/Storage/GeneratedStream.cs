namespace RunCommandPS.Core.Tests.Storage;

/// <summary>A file that is never there as a whole: lines of one length, and then something of one's own.</summary>
/// <param name="fill">The byte that lines consist of.</param>
/// <param name="lineLength">Length of a line with its line feed.</param>
/// <param name="length">Length of all lines together; where it is no whole number of them, the last one has no end.</param>
/// <param name="tail">What follows.</param>
internal sealed class GeneratedStream(byte fill, long lineLength, long length, byte[] tail) : Stream
{
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length + tail.Length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = _position < length ? Lines(buffer.AsSpan(offset, count)) : Tail(buffer.AsSpan(offset, count));
        _position += read;
        return read;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Lines(Span<byte> buffer)
    {
        var part = buffer[..(int)Math.Min(buffer.Length, length - _position)];
        part.Fill(fill);
        for (var feed = lineLength - 1 - (_position % lineLength); feed < part.Length; feed += lineLength)
        {
            part[(int)feed] = (byte)'\n';
        }

        return part.Length;
    }

    private int Tail(Span<byte> buffer)
    {
        var rest = tail.AsSpan((int)(_position - length));
        var part = rest[..Math.Min(buffer.Length, rest.Length)];
        part.CopyTo(buffer);
        return part.Length;
    }
}
