using System.Text.RegularExpressions;
using CsCheck;

namespace RunCommandPS.Core.Tests.Model;

/// <summary>
/// Every pattern of <see cref="ServiceLimits"/> against the reading of it in <see cref="SpecReading"/>, over texts that are valid or nearly so. The attributes
/// of cmdlets and the simulator take their patterns from there.
/// </summary>
public sealed class SpecPatternProperties
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string WordCharacters = Letters + Digits + "_";

    // What regular expressions are apt to read differently: ends of lines, digits and letters that are not ASCII's, letters whose other case is ASCII's, halves of characters.
    private static readonly Gen<string> Odd = Gen.OneOf(
        "\n", "\r", "\r\n", "\0", "\t", "\v", "\f", " ", "\u0085", "\u2028", "\u2029", "\u00a0", "\u3000", "\ufeff", "\u200b", "é", "e\u0301", "ß", "ı", "İ", "ſ", "\u212a", "Ａ", "１", "％", "－",
        "٣", "५", "Ⅷ", "²", "中", "ㅎ", "𝟙", "𝒶", "𠀀", "😀", "\ud800", "\udc00", "\udc00\ud800", "%", "$", "-", "_", ".", ":", "/", "=", "@", "!", "*", "\\", "0", "9", "a", "Z");

    private static readonly Gen<string> BorderLengthName = TextOf(WordCharacters + "-.:/", 2, 3, 4, 5, 64, 127, 128, 129, 130);

    private static readonly Dictionary<string, (string Pattern, Func<string, bool> Reading, string Example, Gen<string> Near)> Specs = new()
    {
        [nameof(SpecReading.DocumentName)] = (ServiceLimits.DocumentNamePattern, SpecReading.DocumentName, "AWS-RunShellScript",
            Gen.OneOf(BorderLengthName, Gen.OneOf("arn:aws:ssm:eu-west-1:123456789012:document/My_Doc.1", "AWS-RunShellScript", "abc"))),
        [nameof(SpecReading.NewDocumentName)] = (ServiceLimits.NewDocumentNamePattern, SpecReading.NewDocumentName, "My-Doc_1.2",
            Gen.OneOf(TextOf(WordCharacters + "-.", 2, 3, 4, 127, 128, 129), BorderLengthName)),
        [nameof(SpecReading.DocumentVersion)] = (ServiceLimits.DocumentVersionPattern, SpecReading.DocumentVersion, "12",
            Gen.OneOf(Gen.OneOf("$LATEST", "$DEFAULT", "LATEST", "$latest", "$Default", "0", "1", "01", "$LATEST1", "1$DEFAULT"), TextOf(Digits, 1, 2, 3, 30))),
        [nameof(SpecReading.InstanceId)] = (ServiceLimits.InstanceIdPattern, SpecReading.InstanceId, "i-0123456789abcdef0",
            Gen.Select(Gen.OneOf("i-", "i-", "i-", "mi-", "mi-", "mi-", "I-", "m-", "i", "ii-", "mi--", ""), TextOf(WordCharacters, 7, 8, 8, 9, 16, 17, 17, 17, 18)).Select((prefix, id) => prefix + id)),
        [nameof(SpecReading.MaxConcurrency)] = (ServiceLimits.MaxConcurrencyPattern, SpecReading.MaxConcurrency, "50", Rate()),
        [nameof(SpecReading.MaxErrors)] = (ServiceLimits.MaxErrorsPattern, SpecReading.MaxErrors, "50", Rate()),
        [nameof(SpecReading.TargetKey)] = (ServiceLimits.TargetKeyPattern, SpecReading.TargetKey, "tag:Role",
            Gen.OneOf(Gen.OneOf("tag:Role", "InstanceIds", "resource-groups:Name", "resource-groups:ResourceTypeFilters", "tag:Größe 2 — 中", "", "tag:𝟙𝒶"), TextOf(WordCharacters + " .:/=-@", 0, 1, 163, 164))),
        [nameof(SpecReading.AlarmName)] = (ServiceLimits.AlarmNamePattern, SpecReading.AlarmName, "CPU over 90%",
            Gen.OneOf(TextOf(" \t\f\v\u00a0", 0, 1, 2, 5), TextOf(WordCharacters + " \t!", 1, 2, 255, 256))),
    };

    public static TheoryData<string> Names => [.. Specs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_pattern_takes_what_its_reading_takes(string name)
    {
        var (pattern, reading, _, near) = Specs[name];
        var (taken, refused) = (0, 0);

        Mutated(near).ForEach(6_000, text =>
        {
            var expected = reading(text);
            Assert.True(SpecPattern.IsMatch(text, pattern) == expected, $"'{Visible(text)}' should {(expected ? "" : "not ")}match {pattern}.");
            (taken, refused) = expected ? (taken + 1, refused) : (taken, refused + 1);
        });

        Assert.True(taken > 500 && refused > 500, $"{taken} taken and {refused} refused: the texts are too much alike to show anything.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_character_is_taken_or_refused_at_the_start_in_the_middle_and_at_the_end(string name)
    {
        var (pattern, reading, example, _) = Specs[name];
        for (var c = 0; c <= char.MaxValue; c++)
        {
            Assert.All([(char)c + example, example[..^1] + (char)c + example[^1], example[..^1] + (char)c, example + (char)c], text => Assert.Equal(reading(text), SpecPattern.IsMatch(text, pattern)));
        }
    }

    [Fact]
    public void Letters_and_numbers_beyond_U_FFFF_are_taken_in_target_keys_and_nothing_else_there_is()
    {
        // The supplementary plane that has letters, numbers and signs side by side.
        for (var codePoint = 0x10000; codePoint <= 0x1ffff; codePoint++)
        {
            var text = "tag:" + char.ConvertFromUtf32(codePoint);
            Assert.Equal(SpecReading.TargetKey(text), SpecPattern.IsMatch(text, ServiceLimits.TargetKeyPattern));
        }
    }

    [Theory]
    [InlineData(nameof(SpecReading.DocumentName))]
    [InlineData(nameof(SpecReading.NewDocumentName))]
    [InlineData(nameof(SpecReading.DocumentVersion))]
    [InlineData(nameof(SpecReading.InstanceId))]
    [InlineData(nameof(SpecReading.MaxConcurrency))]
    [InlineData(nameof(SpecReading.MaxErrors))]
    public void The_form_for_attributes_agrees_with_IsMatch(string name)
    {
        var (pattern, _, example, near) = Specs[name];
        var attribute = new Regex(SpecPattern.Start + pattern + SpecPattern.End, SpecPattern.Options);
        Mutated(near).ForEach(3_000, text => Assert.True(attribute.IsMatch(text) == SpecPattern.IsMatch(text, pattern), Visible(text)));
        Assert.All(Enumerable.Range(0, char.MaxValue + 1), c =>
            Assert.Equal(SpecPattern.IsMatch(example[..^1] + (char)c, pattern), attribute.IsMatch(example[..^1] + (char)c)));
    }

    [Theory]
    [InlineData(ServiceLimits.DocumentNamePattern, "AWS-RunShellScript\n")]
    [InlineData(ServiceLimits.DocumentVersionPattern, "1\n")]
    [InlineData(ServiceLimits.DocumentVersionPattern, "$latest")]
    [InlineData(ServiceLimits.DocumentVersionPattern, "x$LATEST")]
    [InlineData(ServiceLimits.InstanceIdPattern, "i-0123456é")]
    [InlineData(ServiceLimits.InstanceIdPattern, "i-01234567\n")]
    [InlineData(ServiceLimits.InstanceIdPattern, "I-01234567")]
    [InlineData(ServiceLimits.InstanceIdPattern, "i-0123456\u0130")]
    [InlineData(ServiceLimits.InstanceIdPattern, "mi-\u01300123456789abcdef")]
    [InlineData(ServiceLimits.MaxConcurrencyPattern, "٣")]
    [InlineData(ServiceLimits.MaxConcurrencyPattern, "0%")]
    [InlineData(ServiceLimits.MaxErrorsPattern, "101%")]
    [InlineData(ServiceLimits.MaxErrorsPattern, "00%")]
    [InlineData(ServiceLimits.TargetKeyPattern, "tag:Role\n")]
    [InlineData(ServiceLimits.TargetKeyPattern, "tag:😀")]
    [InlineData(ServiceLimits.AlarmNamePattern, "High CPU\n")]
    [InlineData(ServiceLimits.AlarmNamePattern, "High\rCPU")]
    [InlineData(ServiceLimits.AlarmNamePattern, "High\u2028CPU")]
    [InlineData(ServiceLimits.AlarmNamePattern, " \t ")]
    public void What_a_looser_reading_would_let_through_is_refused(string pattern, string text) => Assert.False(SpecPattern.IsMatch(text, pattern));

    [Theory]
    [InlineData(ServiceLimits.TargetKeyPattern, "tag:Größe 中 ٣ 𝟙𠀀")]
    [InlineData(ServiceLimits.AlarmNamePattern, "İstanbul 😀")]
    [InlineData(ServiceLimits.AlarmNamePattern, "\u00a0")]
    public void What_a_narrower_reading_would_refuse_is_taken(string pattern, string text) => Assert.True(SpecPattern.IsMatch(text, pattern));

    private static Gen<string> TextOf(string characters, params int[] lengths) =>
        Gen.Select(Gen.OneOf(lengths), Gen.OneOf(characters.ToCharArray()).Array[lengths.Max()]).Select((length, text) => new string(text, 0, length));

    private static Gen<string> Rate() => Gen.OneOf(
        Gen.OneOf("0", "1", "00", "01", "0%", "1%", "9%", "10%", "99%", "100%", "101%", "00%", "01%", "%", "1%%", "100 %", "1.5", "-1", "+1", "1,000", ""),
        TextOf(Digits, 1, 2, 3, 7, 8),
        TextOf(Digits, 1, 2, 3).Select(digits => digits + "%"));

    // Half as it is; else one or two changes: put in, exchanged, left out, doubled, all in the other case.
    private static Gen<string> Mutated(Gen<string> near) => Gen.Select(near, Gen.Int[0, 3], Gen.Int[0, 6], Gen.Int[0, 999], Odd).Select((text, times, kind, place, odd) =>
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

    private static string Visible(string text) => string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c.ToString() : $"\\u{(int)c:x4}"));
}
