using System.Text.RegularExpressions;
using CsCheck;

namespace RunCommandPS.Core.Tests.Model;

/// <summary>
/// Every pattern of <see cref="ServiceLimits"/> against the reading of it in <see cref="SpecReading"/>, over texts that are valid or nearly
/// so. The attributes of cmdlets and the simulator take their patterns from there.
/// </summary>
public sealed class SpecPatternProperties
{
    private static readonly Dictionary<string, (string Pattern, Func<string, bool> Reading, string Example, Gen<string> Near)> Specs = new()
    {
        [nameof(SpecReading.DocumentName)] = (ServiceLimits.DocumentNamePattern, SpecReading.DocumentName, "AWS-RunShellScript",
            NearlyValid.DocumentName),
        [nameof(SpecReading.NewDocumentName)] = (ServiceLimits.NewDocumentNamePattern, SpecReading.NewDocumentName, "My-Doc_1.2",
            NearlyValid.NewDocumentName),
        [nameof(SpecReading.DocumentVersion)] = (ServiceLimits.DocumentVersionPattern, SpecReading.DocumentVersion, "12",
            NearlyValid.DocumentVersion),
        [nameof(SpecReading.InstanceId)] = (ServiceLimits.InstanceIdPattern, SpecReading.InstanceId, "i-0123456789abcdef0",
            NearlyValid.InstanceId),
        [nameof(SpecReading.MaxConcurrency)] = (ServiceLimits.MaxConcurrencyPattern, SpecReading.MaxConcurrency, "50", NearlyValid.Rate),
        [nameof(SpecReading.MaxErrors)] = (ServiceLimits.MaxErrorsPattern, SpecReading.MaxErrors, "50", NearlyValid.Rate),
        [nameof(SpecReading.TargetKey)] = (ServiceLimits.TargetKeyPattern, SpecReading.TargetKey, "tag:Role", NearlyValid.TargetKey),
        [nameof(SpecReading.AlarmName)] = (ServiceLimits.AlarmNamePattern, SpecReading.AlarmName, "CPU over 90%", NearlyValid.AlarmName),
    };

    public static TheoryData<string> Names => [.. Specs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_pattern_takes_what_its_reading_takes(string name)
    {
        var (pattern, reading, _, near) = Specs[name];
        var (taken, refused) = (0, 0);

        near.ForEach(6_000, text =>
        {
            var expected = reading(text);
            Assert.True(
                SpecPattern.IsMatch(text, pattern) == expected, $"'{Visible(text)}' should {(expected ? "" : "not ")}match {pattern}.");
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
            Assert.All([(char)c + example, example[..^1] + (char)c + example[^1], example[..^1] + (char)c, example + (char)c], text =>
                Assert.Equal(reading(text), SpecPattern.IsMatch(text, pattern)));
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
        near.ForEach(3_000, text => Assert.True(attribute.IsMatch(text) == SpecPattern.IsMatch(text, pattern), Visible(text)));
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
    public void What_a_looser_reading_would_let_through_is_refused(string pattern, string text) =>
        Assert.False(SpecPattern.IsMatch(text, pattern));

    [Theory]
    [InlineData(ServiceLimits.TargetKeyPattern, "tag:Größe 中 ٣ 𝟙𠀀")]
    [InlineData(ServiceLimits.AlarmNamePattern, "İstanbul 😀")]
    [InlineData(ServiceLimits.AlarmNamePattern, "\u00a0")]
    public void What_a_narrower_reading_would_refuse_is_taken(string pattern, string text) =>
        Assert.True(SpecPattern.IsMatch(text, pattern));

    private static string Visible(string text) =>
        string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c.ToString() : $"\\u{(int)c:x4}"));
}
