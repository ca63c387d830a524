using System.Globalization;
using RunCommandPS.Simulator.Contract;

namespace RunCommandPS.Simulator.Protocol.Storage;

/// <summary>A part of an object, from the first byte to the last, both counted from 0.</summary>
internal readonly record struct ByteRange(int First, int Last)
{
    private const string Unit = "bytes=";

    /// <summary>Reads a Range header; null if S3 would ignore it, and the whole object is meant.</summary>
    /// <exception cref="ServiceException">InvalidRange if it begins after the object's end.</exception>
    public static ByteRange? TryRead(string header, int length)
    {
        if (!header.StartsWith(Unit, StringComparison.Ordinal) || header[Unit.Length..].Split('-') is not [var first, var last])
        {
            return null;
        }

        if (first.Length == 0)
        {
            // The last n bytes.
            return Number(last) is > 0 and var count && length > 0 ? new ByteRange((int)Math.Max(0, length - count), length - 1) : null;
        }

        var to = last.Length == 0 ? long.MaxValue : Number(last);
        if (Number(first) is not { } from || to is null || to < from)
        {
            return null;
        }

        return from < length
            ? new ByteRange((int)from, (int)Math.Min(to.Value, length - 1))
            : throw new ServiceException("InvalidRange", "The requested range is not satisfiable", 416);
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
