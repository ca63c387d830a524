using RunCommandPS.Rollout;
using RunCommandPS.Rollout.Record;

namespace RunCommandPS.Core.Tests.Rollout;

/// <summary>A document that changes under a rollout.</summary>
public sealed class DocumentChangesTests
{
    private string _hash = "first";

    [Fact]
    public async Task A_document_that_was_changed_is_refused_by_name()
    {
        var part = await NoteAsync(new SendCommandRequest { DocumentName = "Company-Deploy" });
        await RefuseAsync(part);
        _hash = "second";

        var error = await Assert.ThrowsAsync<RolloutDocumentChangedException>(() => RefuseAsync(part));

        Assert.Contains("Document Company-Deploy has changed since rollout deploy-142 started", error.Message, StringComparison.Ordinal);
        Assert.Contains("-Force", error.Recommendation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS-RunShellScript", null, null)]
    [InlineData("Company-Deploy", "3", null)]
    [InlineData("Company-Deploy", null, "given")]
    public async Task What_cannot_change_is_not_asked_about(string document, string? version, string? hash)
    {
        var service = new FakeService { Description = (_, _) => throw new InvalidOperationException("It was asked about.") };
        var part = Part(new SendCommandRequest { DocumentName = document, DocumentVersion = version, DocumentHash = hash });

        var noted = await DocumentChanges.NoteAsync(part, service, TestContext.Current.CancellationToken);
        await DocumentChanges.RefuseAsync("deploy-142", noted, service, TestContext.Current.CancellationToken);

        Assert.Null(noted.DocumentHash);
    }

    [Fact]
    public async Task Who_may_not_describe_a_document_can_run_and_resume_it()
    {
        var service = new FakeService();
        service = new FakeService { Description = (_, _) => throw service.Error(ErrorCode.AccessDeniedException) };

        var part = await DocumentChanges.NoteAsync(
            Part(new SendCommandRequest { DocumentName = "Company-Deploy" }), service, TestContext.Current.CancellationToken);
        await DocumentChanges.RefuseAsync("deploy-142", part, service, TestContext.Current.CancellationToken);

        Assert.Null(part.DocumentHash);
    }

    private static PlannedPart Part(SendCommandRequest request) => new(0, request, ["i-1"]);

    private FakeService Service() => new() { Description = (name, _) => new RunCommandDocument { Name = name, Hash = _hash } };

    private Task<PlannedPart> NoteAsync(SendCommandRequest request) =>
        DocumentChanges.NoteAsync(Part(request), Service(), TestContext.Current.CancellationToken);

    private Task RefuseAsync(PlannedPart part) =>
        DocumentChanges.RefuseAsync("deploy-142", part, Service(), TestContext.Current.CancellationToken);
}
