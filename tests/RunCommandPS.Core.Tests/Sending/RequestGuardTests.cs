using RunCommandPS.Sending;

namespace RunCommandPS.Core.Tests.Sending;

public sealed class RequestGuardTests
{
    [Theory]
    [InlineData(true, true, "Both nodes and -Target are specified")]
    [InlineData(false, false, "No nodes were specified")]
    public void Nodes_are_named_in_exactly_one_way(bool areNamed, bool areChosen, string message)
    {
        var error = Assert.Throws<InvalidInputException>(() => Insist(areNamed, areChosen));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Insist(areNamed, !areChosen);
    }

    [Fact]
    public void A_document_is_named()
    {
        Assert.Throws<InvalidInputException>(() => RequestGuard.SomeDocument(null));
        RequestGuard.SomeDocument("AWS-RunShellScript");
    }

    [Fact]
    public void All_violations_are_in_one_error()
    {
        var error = Assert.Throws<InvalidInputException>(() => RequestGuard.NoViolations(["One.", "Two."]));

        Assert.Equal("One. Two.", error.Message);
        RequestGuard.NoViolations([]);
    }

    [Fact]
    public void Deprecated_members_are_named()
    {
        var request = new SendCommandRequest { DocumentHashType = "Sha1", OutputS3Region = "eu-central-1" };

        Assert.Collection(
            Deprecations.In(request),
            hash => Assert.Contains("Sha256", hash, StringComparison.Ordinal),
            region => Assert.Contains("eu-central-1", region, StringComparison.Ordinal));
        Assert.Empty(Deprecations.In(request with { DocumentHashType = "Sha256", OutputS3Region = null }));
    }

    private static void Insist(bool areNamed, bool areChosen)
    {
        RequestGuard.OneWayToNameNodes(areNamed, areChosen);
        RequestGuard.SomeNodes(areNamed, areChosen);
    }
}
