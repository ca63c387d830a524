using System.Reflection;
using System.Text.RegularExpressions;
using RunCommandPS.Errors;

namespace RunCommandPS.Core.Tests.Errors;

/// <summary>No advice names a parameter that the cmdlet does not have.</summary>
public sealed class AdviceTests
{
    // What SendCommand alone answers; only cmdlets that send meet it.
    private static readonly string[] OfSending =
    [
        ErrorCode.DuplicateInstanceId, ErrorCode.InvalidNotificationConfig, ErrorCode.InvalidOutputFolder, ErrorCode.InvalidParameters,
            ErrorCode.InvalidRole,
        ErrorCode.MaxDocumentSizeExceeded, ErrorCode.UnsupportedPlatformType,
    ];

    private static readonly string Docs = typeof(AdviceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute =>
        attribute.Key == "DocsFolder").Value!;

    // The parameters of every cmdlet, as its help page names them.
    private static readonly Dictionary<string, HashSet<string>> Cmdlets = Directory.GetFiles(Docs, "*-*.md").ToDictionary(
        page => Path.GetFileNameWithoutExtension(page),
        page => Regex.Matches(File.ReadAllText(page), @"^### -(\w+)", RegexOptions.Multiline).Select(match => match.Groups[1].Value)
            .ToHashSet(StringComparer.OrdinalIgnoreCase));

    public static TheoryData<string> RemoteCmdlets =>
        [.. Cmdlets.Where(cmdlet => cmdlet.Value.Contains("EndpointUrl")).Select(cmdlet => cmdlet.Key).Order()];

    [Theory]
    [MemberData(nameof(RemoteCmdlets))]
    public void Every_advice_fits_the_cmdlet(string cmdlet)
    {
        foreach (var advice in All().Select(error => Advice.For(error.Recommendation, Cmdlets[cmdlet].Contains)))
        {
            Assert.Matches(@"\A[A-Z'].*\.\z", advice);
            var owner = cmdlet;
            foreach (Match word in Regex.Matches(
                advice, @"(?<cmdlet>\b[A-Z][a-z]+-RunCommand\w*)|(?<![\w-])-(?<parameter>[A-Z]\w+)|(?<end>[.;] )"))
            {
                owner = word.Groups["cmdlet"].Success ? word.Value : word.Groups["end"].Success ? cmdlet : owner;
                var parameter = word.Groups["parameter"].Value;
                Assert.True(parameter.Length == 0 || Cmdlets[cmdlet].Contains(parameter)
                    || Cmdlets[owner].Contains(parameter), $"{cmdlet} and {owner} have no -{parameter}: {advice}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(RemoteCmdlets))]
    public void Every_error_of_the_service_leaves_something_to_do(string cmdlet)
    {
        var sends = cmdlet is "Send-RunCommand" or "Invoke-RunCommand";

        Assert.All(
            ErrorCatalog.Codes.Where(code => sends || !OfSending.Contains(code)),
            code => Assert.NotEqual(Advice.SendAnew, Advice.For(Error(code).Recommendation, Cmdlets[cmdlet].Contains)));
    }

    [Theory]
    [InlineData("Check -Region; when reading, -First helps. Use -Region.", "Check -Region. Use -Region.")]
    [InlineData("Give -First a number; wait and try again.", "Wait and try again.")]
    [InlineData("Give -First. Look with Get-RunCommand -First.", "Look with Get-RunCommand -First.")]
    [InlineData("Give -First.", Advice.SendAnew)]
    [InlineData("Sign in (aws sso login), or use --x in a-Region.", "Sign in (aws sso login), or use --x in a-Region.")]
    public void What_names_another_parameter_is_left_out(string advice, string expected) =>
        Assert.Equal(expected, Advice.For(advice, name => name == "Region"));

    private static IEnumerable<RunCommandException> All() => ErrorCatalog.Codes.Select(Error).Concat(ErrorTests.OwnErrors);

    private static RunCommandException Error(string code) =>
        ErrorCatalog.FromService(code, "", 400, "", new ErrorContext("SendCommand",
            ConnectionOrigin.None)
        { Request = new SendCommandRequest() }, null);
}
