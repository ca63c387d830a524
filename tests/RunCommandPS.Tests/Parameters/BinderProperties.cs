using System.Globalization;
using System.Management.Automation;
using CsCheck;
using RunCommandPS.Core.Tests;
using RunCommandPS.Core.Tests.Model;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Parameters;

/// <summary>
/// What PowerShell's own binder lets into Send-RunCommand is what the API reference says, read by a person: texts that are valid or
/// nearly so, with line ends and letters of all the world.
/// </summary>
public sealed class BinderProperties(SharedEngine shared) : IClassFixture<SharedEngine>
{
    private const int Values = 250;

    private static readonly Dictionary<string, (Func<string, bool> Reading, Gen<string> Near)> Texts = new()
    {
        ["DocumentName"] = (SpecReading.DocumentName, NearlyValid.DocumentName),
        ["DocumentVersion"] = (IsVersion, NearlyValid.DocumentVersion),
        ["InstanceId"] = (text => SpecReading.InstanceId(text.Trim(' ', '\t')), NearlyValid.InstanceId),
        ["MaxConcurrency"] = (text => text.Length <= 7 && SpecReading.MaxConcurrency(text), NearlyValid.Rate),
        ["MaxErrors"] = (text => text.Length <= 7 && SpecReading.MaxErrors(text), NearlyValid.Rate),
        ["Comment"] = (text => text.Length <= 100, NearlyValid.OfLength(0, 1, 50, 99, 100, 101)),
        ["DocumentHash"] = (text => text.Length <= 256, NearlyValid.OfLength(0, 64, 255, 256, 257)),
        ["OutputS3BucketName"] = (text => text.Length is >= 3 and <= 63, NearlyValid.OfLength(0, 2, 3, 4, 62, 63, 64)),
        ["OutputS3KeyPrefix"] = (text => text.Length <= 500, NearlyValid.OfLength(0, 499, 500, 501)),
        ["OutputS3Region"] = (text => text.Length is >= 3 and <= 20, NearlyValid.OfLength(2, 3, 4, 19, 20, 21)),
        ["CloudWatchLogGroupName"] = (text => text.Length is >= 1 and <= 512, NearlyValid.OfLength(0, 1, 2, 511, 512, 513)),
        ["AlarmName"] = (text => text.Length is >= 1 and <= 255 && SpecReading.AlarmName(text), NearlyValid.AlarmName),
        ["DocumentHashType"] = (text => Is(text, "Sha256", "Sha1"), NearlyValid.Of("Sha256", "Sha1", "SHA256", "Sha512", "")),
        ["NotificationType"] = (text => Is(text, "Command", "Invocation"), NearlyValid.Of("Command", "Invocation", "All", "")),
        ["NotificationEvent"] = (text => Is(text, "All", "InProgress", "Success", "TimedOut", "Cancelled", "Failed"),
            NearlyValid.Of("All", "InProgress", "Success", "TimedOut", "Cancelled", "Failed", "Pending", "")),
    };

    private readonly PowerShellEngine _engine = shared.Engine;

    public static TheoryData<string> Names => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_text_is_taken_if_its_reading_takes_it(string parameter)
    {
        var (reading, near) = Texts[parameter];
        var (taken, refused) = (0, 0);

        near.ForEach(Values, text =>
        {
            var expected = reading(text);
            Assert.True(Takes(parameter, text) == expected, $"-{parameter} '{Visible(text)}' should {(expected ? "" : "not ")}be taken.");
            (taken, refused) = expected ? (taken + 1, refused) : (taken, refused + 1);
        });

        Assert.True(
            taken > Values / 20 && refused > Values / 20,
            $"{taken} taken and {refused} refused: the texts are too much alike to show anything.");
    }

    [Theory]
    [InlineData("DocumentVersion", "$$LATEST")]
    [InlineData("DocumentVersion", " Latest")]
    [InlineData("AlarmName", " \t ")]
    [InlineData("DocumentName", "AWS-RunShellScript\n")]
    [InlineData("InstanceId", "i-0123456789abcdef0\n")]
    [InlineData("InstanceId", "i-0123456\u0130")]
    [InlineData("MaxErrors", "٣")]
    public void A_text_that_a_looser_reading_would_take_is_refused(string parameter, string text) => Assert.False(Takes(parameter, text));

    [Fact]
    public void A_number_is_a_time_out_if_it_lies_between_30_seconds_and_30_days() =>
        Gen.OneOf(
            Gen.OneOf(0, 1, 29, 30, 31, 3600, 2_591_999, 2_592_000, 2_592_001, int.MaxValue, -1, -30, int.MinValue),
            Gen.Int[-100, 3_000_000],
            Gen.Int)
            .ForEach(Values / 2, seconds =>
            {
                var expected = seconds is >= 30 and <= 2_592_000;
                Assert.Equal(expected, Takes("TimeoutSeconds", seconds));
                Assert.Equal(expected, Takes("TimeoutSeconds", seconds.ToString(CultureInfo.InvariantCulture)));
                Assert.Equal(expected, Takes("TimeoutSeconds", TimeSpan.FromSeconds(seconds)));
            });

    [Theory]
    [InlineData("half an hour")]
    [InlineData("")]
    [InlineData("٣٦٠٠")]
    [InlineData("1e3")]
    [InlineData("3,600")]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(5_000_000_000L)]
    [InlineData(true)]
    [InlineData(null)]
    public void What_is_no_time_is_no_time_out(object? value) => Assert.False(Takes("TimeoutSeconds", value));

    [Fact]
    public void Targets_are_five_at_most()
    {
        for (var count = 0; count <= 7; count++)
        {
            var targets = Enumerable.Range(1, count).Select(number => $"tag:Tag{number}=a").ToArray();
            var result = _engine.Run("Send-RunCommand AWS-RunShellScript -Target $args[0] -WhatIf", (object)targets);

            // None is within the API's 0 to 5, but then the request would name no node at all.
            Assert.Equal(count is >= 1 and <= 5, result.AllErrors.Count == 0);
            Assert.All(result.AllErrors, error => Assert.IsAssignableFrom<ParameterBindingException>(error.Exception));
        }
    }

    [Fact]
    public void Node_ids_may_be_more_than_one_command_takes_and_each_is_checked()
    {
        var ids = Streaming.NodeIds.MadeUp(120).ToArray();
        Assert.True(Takes("InstanceId", ids));

        ids[99] += "\n";

        Assert.False(Takes("InstanceId", ids));
    }

    // Case and a dollar sign do not matter: $LATEST is a variable of PowerShell's unless it is quoted, so that people leave the sign out.
    private static bool IsVersion(string text) => SpecReading.DocumentVersion(text) || Is(text, "Latest", "Default", "$Latest", "$Default");

    private static bool Is(string text, params IEnumerable<string> words) => words.Any(word =>
        word.Length == text.Length
            && word.Zip(text).All(pair => pair.First == pair.Second
                || (char.IsAsciiLetter(pair.First) && char.IsAsciiLetter(pair.Second) && (pair.First ^ pair.Second) == 0x20)));

    // Whether the binder takes a value, and the cmdlet after it. The cmdlet itself has to refuse only what ValidateSet lets through: it
    // compares words as a culture does, which does not see some characters.
    private bool Takes(string parameter, object? value)
    {
        var given = new Dictionary<string, object?>
        {
            ["DocumentName"] = "AWS-RunShellScript",
            ["InstanceId"] = "i-0123456789abcdef0",
            [parameter] = value,
        };
        var result = _engine.Run("$given = $args[0]; Send-RunCommand @given -WhatIf", given);
        if (result.AllErrors.Count == 0)
        {
            return true;
        }

        Assert.True(
            result.OnlyError.Exception is ParameterBindingException
                || (parameter is "DocumentHashType" or "NotificationType" or "NotificationEvent"
                    && result.OnlyError.FullyQualifiedErrorId.StartsWith("InvalidInput,", StringComparison.Ordinal)),
            ScriptResult.Describe(result.OnlyError));
        return false;
    }

    private static string Visible(string text) =>
        string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c.ToString() : $"\\u{(int)c:x4}"));
}
