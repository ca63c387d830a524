using CsCheck;

namespace RunCommandPS.Core.Tests.Model;

/// <summary>
/// Texts that are valid, or nearly so, under the patterns of the API reference: half of them as they are, half with one or two changes.
/// </summary>
internal static class NearlyValid
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string WordCharacters = Letters + Digits + "_";

    // What regular expressions are apt to read differently: ends of lines, digits and letters that are not ASCII's, letters whose
    // other case is ASCII's, halves of characters.
    private static readonly Gen<string> Odd = Gen.OneOf(
        "\n", "\r", "\r\n", "\0", "\t", "\v", "\f", " ", "\u0085", "\u2028", "\u2029", "\u00a0", "\u3000", "\ufeff", "\u200b", "é",
        "e\u0301", "ß", "ı", "İ", "ſ", "\u212a", "Ａ", "１", "％", "－",
        "٣", "५", "Ⅷ", "²", "中", "ㅎ", "𝟙", "𝒶", "𠀀", "😀", "\ud800", "\udc00", "\udc00\ud800", "%", "$", "-", "_", ".", ":", "/", "=",
        "@", "!", "*", "\\", "0", "9", "a", "Z");

    private static readonly Gen<string> BorderLengthName = TextOf(WordCharacters + "-.:/", 2, 3, 4, 5, 64, 127, 128, 129, 130);

    internal static Gen<string> DocumentName { get; } = Mutated(
        Gen.OneOf(BorderLengthName, Gen.OneOf("arn:aws:ssm:eu-west-1:123456789012:document/My_Doc.1", "AWS-RunShellScript", "abc")));

    internal static Gen<string> NewDocumentName { get; } = Mutated(
        Gen.OneOf(TextOf(WordCharacters + "-.", 2, 3, 4, 127, 128, 129), BorderLengthName));

    internal static Gen<string> DocumentVersion { get; } = Mutated(
        Gen.OneOf(
            Gen.OneOf("$LATEST", "$DEFAULT", "LATEST", "$latest", "$Default", "0", "1", "01", "$LATEST1", "1$DEFAULT"),
            TextOf(Digits, 1, 2, 3, 30)));

    internal static Gen<string> InstanceId { get; } = Mutated(Gen.Select(
        Gen.OneOf("i-", "i-", "i-", "mi-", "mi-", "mi-", "I-", "m-", "i", "ii-", "mi--", ""),
        TextOf(WordCharacters, 7, 8, 8, 9, 16, 17, 17, 17, 18)).Select((prefix, id) => prefix + id));

    /// <summary>MaxConcurrency and MaxErrors.</summary>
    internal static Gen<string> Rate { get; } = Mutated(Gen.OneOf(
        Gen.OneOf(
            "0", "1", "00", "01", "0%", "1%", "9%", "10%", "99%", "100%", "101%", "00%", "01%", "%", "1%%", "100 %", "1.5", "-1", "+1",
            "1,000", ""),
        TextOf(Digits, 1, 2, 3, 7, 8),
        TextOf(Digits, 1, 2, 3).Select(digits => digits + "%")));

    internal static Gen<string> TargetKey { get; } = Mutated(Gen.OneOf(
        Gen.OneOf(
            "tag:Role", "InstanceIds", "resource-groups:Name", "resource-groups:ResourceTypeFilters", "tag:Größe 2 — 中", "", "tag:𝟙𝒶"),
        TextOf(WordCharacters + " .:/=-@", 0, 1, 163, 164)));

    internal static Gen<string> AlarmName { get; } = Mutated(
        Gen.OneOf(TextOf(" \t\f\v\u00a0", 0, 1, 2, 5), TextOf(WordCharacters + " \t!", 1, 2, 255, 256)));

    /// <summary>Some words, changed like everything here.</summary>
    internal static Gen<string> Of(params string[] words) => Mutated(Gen.OneOf(words));

    /// <summary>Texts of some lengths, of odd characters too.</summary>
    internal static Gen<string> OfLength(params int[] lengths) => Mutated(TextOf(WordCharacters + " -/.ü中\n", lengths));

    private static Gen<string> TextOf(string characters, params int[] lengths) =>
        Gen.Select(Gen.OneOf(lengths), Gen.OneOf(characters.ToCharArray()).Array[lengths.Max()])
            .Select((length, text) => new string(text, 0, length));

    // Half as it is; else one or two changes: put in, exchanged, left out, doubled, all in the other case.
    private static Gen<string> Mutated(Gen<string> near) =>
        Gen.Select(near, Gen.Int[0, 3], Gen.Int[0, 6], Gen.Int[0, 999], Odd).Select((text, times, kind, place, odd) =>
        {
            for (; times > 1; times--, kind++)
            {
                var at = kind % 7 is 0 ? text.Length : text.Length == 0 ? 0 : place % text.Length;
                var rest = Math.Min(at + 1, text.Length);
                text = (kind % 7) switch
                {
                    0 or 1 => text[..at] + odd + text[at..],
                    2 => odd + text,
                    3 => text[..at] + odd + text[rest..],
                    4 => text[..at] + text[rest..],
                    5 => text + text[at..],
                    _ => string.Concat(text.Select(c => char.IsUpper(c) ? char.ToLowerInvariant(c) : char.ToUpperInvariant(c))),
                };
            }

            return text;
        });
}
