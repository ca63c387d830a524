using System.Text;
using RunCommandPS.Errors;

namespace RunCommandPS.Transformation;

/// <summary>Files that are sent as text, which must be exactly what was written: what can't be decoded is refused, not replaced.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of a file in UTF-8, or in UTF-16 or UTF-32 if a byte order mark says so.</summary>
    /// <param name="path">The file, in full.</param>
    /// <exception cref="IOException">It can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading it is not allowed.</exception>
    /// <exception cref="InvalidInputException">It is not text in one of these.</exception>
    public static string Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var (encoding, mark) = Encoding(bytes);
        string text;
        try
        {
            text = encoding.GetString(bytes.AsSpan(mark));
        }
        catch (DecoderFallbackException exception)
        {
            var line = bytes.AsSpan(0, mark + Math.Max(0, exception.Index)).Count((byte)'\n') + 1;
            throw NoText(path, $"line {line} is not valid {(mark > 0 ? encoding.WebName.ToUpperInvariant() : "UTF-8")}");
        }

        return !text.Contains('\0', StringComparison.Ordinal) ? text : throw NoText(path, "it contains NUL characters");
    }

    private static (Encoding Encoding, int Mark) Encoding(byte[] bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Utf8, 3),
        [0xFF, 0xFE, 0, 0, ..] => (new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true), 4),
        [0, 0, 0xFE, 0xFF, ..] => (new UTF32Encoding(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true), 4),
        [0xFF, 0xFE, ..] => (new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true), 2),
        [0xFE, 0xFF, ..] => (new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true), 2),
        _ => (Utf8, 0),
    };

    private static InvalidInputException NoText(string path, string why) => InputErrors.Input(
        $"The file '{path}' can't be sent as text: {why}.",
        "Save it as UTF-8, or as UTF-16 with a byte order mark: Get-Content -Encoding reads other encodings, "
            + "and Set-Content writes UTF-8.");
}
