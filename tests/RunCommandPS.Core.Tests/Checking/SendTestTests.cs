using RunCommandPS.Checking;
using RunCommandPS.Model;

namespace RunCommandPS.Core.Tests.Checking;

/// <summary>Everything that would stop a command is found, each thing once, and nothing else is.</summary>
public sealed class SendTestTests
{
    private const string Id = "i-00000000000000001";
    private const string OtherId = "i-00000000000000002";

    private const string Content =
        """
        {
            "schemaVersion": "2.2",
            "parameters": { "commands": { "type": "StringList" },
                "level": { "type": "String", "default": "info", "allowedValues": ["info", "error"] } },
            "mainSteps": [{ "action": "aws:runShellScript", "name": "run", "inputs": { "runCommand": ["true"] } }]
        }
        """;

    private static readonly RunCommandDocument Document = new()
    {
        Name = "Company-Log",
        DocumentVersion = "3",
        DocumentType = "Command",
        Status = "Active",
        Hash = "abc",
        HashType = "Sha256",
        PlatformTypes = ["Linux"],
        Parameters = [new() { Name = "commands", IsRequired = true }, new() { Name = "level", DefaultValue = "info" }],
    };

    private static readonly ManagedNode Node =
        new() { InstanceId = Id, PingStatus = PingStatus.Online, PlatformType = PlatformType.Linux, PlatformName = "Amazon Linux" };

    private static readonly SendCommandRequest Request = new()
    {
        DocumentName = "Company-Log",
        InstanceIds = [Id],
        Parameters = new Dictionary<string, IReadOnlyList<string>> { ["commands"] = ["id"] },
    };

    [Fact]
    public async Task What_would_work_has_only_passed() => Assert.Equal(
        ["Request Company-Log", "Document Company-Log", "Parameter commands", "Parameter level", $"Node {Id}"],
        (await FindAsync(Request)).Select(finding =>
        {
            Assert.Equal((TestFinding.Success, true, ""), (finding.Result, finding.Passed, finding.Recommendation));
            return $"{finding.Subject} {finding.Name}";
        }));

    [Theory]
    [InlineData("ConnectionLost", "Linux", "ConnectionLost")]
    [InlineData("Inactive", "Linux", "Inactive")]
    [InlineData("Online", "Windows", "Windows; 'Company-Log' runs on Linux")]
    public async Task A_node_that_could_not_run_it_is_named(string ping, string platform, string reason)
    {
        var bad = Assert.Single(await FailedAsync(Request, [Node with { PingStatus = ping, PlatformType = platform }]));

        Assert.Equal((TestSubject.Node, Id), (bad.Subject, bad.Name));
        Assert.Contains(reason, bad.Message, StringComparison.Ordinal);
        Assert.NotEmpty(bad.Recommendation);
    }

    [Fact]
    public async Task A_node_there_is_none_of_fails_unless_it_would_be_passed_over()
    {
        var two = Request with { InstanceIds = [Id, OtherId] };

        var strict = Assert.Single(await FailedAsync(two));
        var lenient = await FindAsync(two, skip: true);
        var nothingLeft = Assert.Single(await FailedAsync(Request with { InstanceIds = [OtherId] }, skip: true));

        Assert.Equal(OtherId, strict.Name);
        Assert.Equal(OtherId, Assert.Single(lenient, finding => finding.Result == TestFinding.Warning).Name);
        Assert.All(lenient, finding => Assert.True(finding.Passed));
        Assert.Equal(OtherId, nothingLeft.Name);
    }

    [Fact]
    public async Task Parameters_fail_one_by_one()
    {
        var given = new Dictionary<string, IReadOnlyList<string>> { ["command"] = ["id"], ["level"] = ["loud"] };

        var bad = await FailedAsync(Request with { Parameters = given });

        Assert.Equal(
            [("commands", true), ("level", false), ("command", false)],
            bad.Select(finding => (finding.Name, finding.Message.Contains("required", StringComparison.Ordinal))));
        Assert.Equal("Write 'commands'; names are case-sensitive.", bad[2].Recommendation);
        Assert.All(bad, finding => Assert.Equal(TestSubject.Parameter, finding.Subject));
    }

    [Fact]
    public async Task Without_the_content_names_are_compared_all_the_same()
    {
        var given = new Dictionary<string, IReadOnlyList<string>> { ["Commands"] = ["id"], ["level"] = ["loud"] };

        var findings = await FindAsync(
            Request with { Parameters = given }, content: _ => throw new FakeService().Error(ErrorCode.AccessDeniedException));

        Assert.Equal(["Commands", "commands"], findings.Where(finding => !finding.Passed).Select(finding => finding.Name));
        Assert.Single(findings, finding => finding is { Result: TestFinding.Warning, Subject: TestSubject.Parameter });
    }

    [Theory]
    [InlineData("Company-Lgo", "Did you mean 'Company-Log'?")]
    [InlineData("Something-Else-Entirely", "does not exist")]
    public async Task A_document_there_is_none_of_has_the_nearest_proposed(string name, string said)
    {
        var bad = Assert.Single(await FailedAsync(Request with { DocumentName = name }));

        Assert.Equal((TestSubject.Document, name), (bad.Subject, bad.Name));
        Assert.Contains(said, bad.Message, StringComparison.Ordinal);
        Assert.Equal(name == "Company-Lgo", bad.Message.Contains("mean", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_document_that_no_command_can_run_fails()
    {
        Assert.Contains(
            "Automation",
            Assert.Single(await FailedAsync(Request, document: Document with { DocumentType = "Automation" })).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Creating",
            Assert.Single(await FailedAsync(Request, document: Document with { Status = "Creating" })).Message,
            StringComparison.Ordinal);
        Assert.Contains("abc", Assert.Single(await FailedAsync(Request with { DocumentHash = "def" })).Message, StringComparison.Ordinal);
        Assert.Empty(await FailedAsync(Request with { DocumentHash = "ABC", DocumentHashType = "Sha256" }));
        Assert.Empty(await FailedAsync(Request with { DocumentHash = "def", DocumentHashType = "Sha1" }));
    }

    [Fact]
    public async Task Rules_of_the_request_fail_one_by_one()
    {
        var bad = await FailedAsync(Request with { TimeoutSeconds = 1, MaxErrors = "many", InstanceIds = null });

        Assert.Equal(3, bad.Count);
        Assert.All(bad, finding => Assert.Equal(TestSubject.Request, finding.Subject));
    }

    [Fact]
    public async Task Criteria_are_asked_of_the_service()
    {
        var asked = new List<NodeQuery>();
        var request = Request with
        {
            InstanceIds = null,
            Targets = [new Target { Key = "tag:Env", Values = ["prod"] }, new Target { Key = "InstanceIds", Values = [Id, OtherId] }],
        };

        var findings = await FindAsync(request, asked: asked);
        var none = Assert.Single(await FailedAsync(request, []));

        Assert.Equal($"Target {string.Join(' ', request.Targets)}: 1 node matches these criteria now.", findings[^1].ToString());
        Assert.Equal(["tag:Env=prod"], asked[0].Filters.Select(filter => filter.ToString()));
        Assert.Empty(asked[0].InstanceIds);
        Assert.Equal(TestSubject.Target, none.Subject);
    }

    [Fact]
    public async Task A_resource_group_is_only_a_doubt()
    {
        var findings = await FindAsync(
            Request with { InstanceIds = null, Targets = [new Target { Key = "resource-groups:Name", Values = ["group"] }] });

        Assert.Equal((TestSubject.Target, TestFinding.Warning), (findings[^1].Subject, findings[^1].Result));
        Assert.All(findings, finding => Assert.True(finding.Passed));
    }

    private static async Task<List<TestFinding>> FailedAsync(
        SendCommandRequest request, ManagedNode[]? nodes = null, RunCommandDocument? document = null, bool skip = false) =>
            (await FindAsync(request, nodes, document, skip)).FindAll(finding => !finding.Passed);

    private static async Task<List<TestFinding>> FindAsync(
        SendCommandRequest request,
        ManagedNode[]? nodes = null,
        RunCommandDocument? document = null,
        bool skip = false,
        Func<string, string>? content = null,
        List<NodeQuery>? asked = null)
    {
        var errors = new FakeService();
        var service = new FakeService
        {
            Description = (name, _) => name == Document.Name ? document ?? Document : throw errors.Error(ErrorCode.InvalidDocument),
            Content = (name, _) => content is null ? Content : content(name),
            Documents = (_, _) => new Page<RunCommandDocument>([Document], null),
            NodesOf = (query, _) =>
            {
                asked?.Add(query);
                return new Page<ManagedNode>(
                    [.. (nodes ?? [Node]).Where(node => query.InstanceIds.Count == 0 || query.InstanceIds.Contains(node.InstanceId))],
                    null);
            },
        };
        return await new SendTest(
            service, skip).FindAsync(request, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }
}
