using RunCommandPS.Sending;

namespace RunCommandPS.Core.Tests.Sending;

public sealed class LineEndingsTests
{
    [Theory]
    [InlineData("AWS-RunShellScript")]
    [InlineData("arn:aws:ssm:us-east-1::document/AWS-RunShellScript")]
    public void Scripts_for_sh_get_line_feeds(string document)
    {
        var request = LineEndings.Normalize(Request(document, "a\r\nb\nc\r\n", "d\r", "\r", "", "e\rf", "g\r\r\n"));

        Assert.Equal(["a\nb\nc\n", "d", "", "", "e\rf", "g\r\n"], request.Parameters!["commands"]);
    }

    [Theory]
    [InlineData("AWS-RunPowerShellScript")]
    [InlineData("My-AWS-RunShellScript")]
    [InlineData("aws-runshellscript")]
    public void Other_documents_get_what_was_given(string document)
    {
        var request = Request(document, "a\r\nb");

        Assert.Same(request, LineEndings.Normalize(request));
    }

    [Fact]
    public void Without_parameters_there_is_nothing_to_do()
    {
        var request = new SendCommandRequest { DocumentName = "AWS-RunShellScript" };

        Assert.Same(request, LineEndings.Normalize(request));
    }

    private static SendCommandRequest Request(string document, params IReadOnlyList<string> commands) =>
        new() { DocumentName = document, Parameters = new Dictionary<string, IReadOnlyList<string>> { ["commands"] = commands } };
}
