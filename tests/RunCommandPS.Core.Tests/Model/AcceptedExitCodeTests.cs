using RunCommandPS.Model;

namespace RunCommandPS.Core.Tests.Model;

public sealed class AcceptedExitCodeTests
{
    private const string Line = "RunCommandPS: exit code 2 counts as success.";

    [Theory]
    [InlineData($"out\n----------ERROR-------\n{Line}\n", 2, "out")]
    [InlineData($"out\n----------ERROR-------\nerr\n{Line}\r\n", 2, "out\n----------ERROR-------\nerr\n")]
    [InlineData(
        $"out\n---Output truncated---\n----------ERROR-------\nerr{Line}", 2, "out\n---Output truncated---\n----------ERROR-------\nerr")]
    [InlineData($"{Line}\n", 0, $"{Line}\n")]
    [InlineData($"out\n----------ERROR-------\n{Line}\nmore\n", 0, $"out\n----------ERROR-------\n{Line}\nmore\n")]
    [InlineData("out\n----------ERROR-------\nRunCommandPS: exit code two counts as success.\n", 0,
        "out\n----------ERROR-------\nRunCommandPS: exit code two counts as success.\n")]
    public void The_last_line_of_standard_error_is_the_exit_code(string output, int code, string left)
    {
        var step = AcceptedExitCode.Of(new CommandStep { Status = "Success", ResponseCode = 0, Output = output });

        Assert.Equal((code, left), (step.ResponseCode, step.Output));
    }

    [Fact]
    public void Only_a_success_has_one()
    {
        var failed = new CommandStep { Status = "Failed", ResponseCode = 3, Output = $"a\n----------ERROR-------\n{Line}\n" };
        Assert.Same(failed, AcceptedExitCode.Of(failed));

        var output = new InvocationOutput { Status = "Failed", ResponseCode = 3, StandardError = Line };
        Assert.Same(output, AcceptedExitCode.Of(output));
    }

    [Theory]
    [InlineData("3010", 3010)]
    [InlineData("-1073741510", -1073741510)]
    public void Codes_of_Windows_are_read(string written, int code)
    {
        var output = AcceptedExitCode.Of(new InvocationOutput
        {
            Status = "Success",
            ResponseCode = 0,
            StandardError = $"RunCommandPS: exit code {written} counts as success.\n",
        });

        Assert.Equal((code, ""), (output.ResponseCode, output.StandardError));
    }

    [Fact]
    public void What_S3_has_agrees_with_what_came_with_the_invocation()
    {
        var read = AcceptedExitCode.Of(new NodeOutput { Status = "Success", ResponseCode = 2, StandardError = $"err\n{Line}\n" });

        Assert.Equal((2, "err\n"), (read.ResponseCode, read.StandardError));
    }
}
