using System.Globalization;
using System.Text;
using System.Text.Json;

namespace RunCommandPS.Simulator.Documents;

/// <summary>A position in a text as the service reports it, both counted from 1.</summary>
internal readonly record struct TextPlace(long Line, long Column)
{
    /// <summary>The position of a member's name in an object that is itself a member of the document.</summary>
    /// <param name="json">The document, which is well-formed.</param>
    /// <param name="owner">The object.</param>
    /// <param name="member">Its member.</param>
    public static TextPlace OfMember(string json, string owner, string member)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes);
        var isInside = false;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                isInside = reader.ValueTextEquals(owner);
            }
            else if (isInside
                && reader.TokenType == JsonTokenType.PropertyName
                && reader.CurrentDepth == 2
                && reader.ValueTextEquals(member))
            {
                return Of(bytes.AsSpan(0, (int)reader.TokenStartIndex));
            }
        }

        return new TextPlace(1, 1);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Line: {Line}, Column: {Column}");

    private static TextPlace Of(ReadOnlySpan<byte> before) =>
        new(1 + before.Count((byte)'\n'), 1 + Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]));
}
