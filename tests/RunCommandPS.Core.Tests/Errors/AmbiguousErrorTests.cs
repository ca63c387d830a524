using System.Globalization;
using RunCommandPS.Errors;

namespace RunCommandPS.Core.Tests.Errors;

/// <summary>
/// The text of an error is all that a log keeps: where a call may have done something, it says what, where and when, and how to find out.
/// </summary>
public sealed class AmbiguousErrorTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 12, 30, 5, TimeSpan.Zero);

    private static readonly ConnectionOrigin Origin = new("eu-west-1", new Uri("https://ssm.eu-west-1.amazonaws.com"),
        ConnectionOptions.Default);

    private static readonly ErrorContext Send = new("SendCommand", Origin)
    {
        StartedAt = At,
        Request = new SendCommandRequest { DocumentName = "Company-Patch", InstanceIds = ["i-1", "i-2"], Comment = "ticket 7" },
    };

    private static readonly ErrorContext Cancel = new("CancelCommand", Origin) { StartedAt = At, CommandId = "c-1" };

    private static readonly Func<ErrorContext, RunCommandException>[] Ambiguous =
    [
        context => ConnectionErrors.Lost(context, new IOException("gone")),
        context => ConnectionErrors.Timeout(context, new TimeoutException()),
        context => ConnectionErrors.InvalidReply(context, 200, new IOException()),
        context => ConnectionErrors.Unanswered(context, new OperationCanceledException()),
        context => ErrorCatalog.FromService(ErrorCode.InternalServerError, "", 500, "", context, null),
        context => ErrorCatalog.FromService("Unheard", "It is so.", 503, "", context, null),
    ];

    [Fact]
    public void A_send_says_what_may_run_where_and_since_when_and_the_command_that_finds_out() =>
        Assert.All(Ambiguous, error => Assert.Contains(
        " 'Company-Patch' (ticket 7) for i-1, i-2 may have been accepted in eu-west-1 at 2026-03-01 12:30:05Z; "
            + "check with: Get-RunCommand -DocumentName 'Company-Patch' -InvokedAfter '2026-03-01T12:25:05Z' -Region eu-west-1.",
        error(Send).Message,
        StringComparison.Ordinal));

    [Fact]
    public void A_cancel_says_so_of_its_command() => Assert.All(Ambiguous, error => Assert.Contains(
        " Command 'c-1' in eu-west-1 may have been cancelled at 2026-03-01 12:30:05Z; "
            + "check with: Get-RunCommandInvocation c-1 -Region eu-west-1.",
        error(Cancel).Message,
        StringComparison.Ordinal));

    [Fact]
    public void A_call_that_only_reads_leaves_nothing_to_find_out() =>
        Assert.All(Ambiguous, error => Assert.DoesNotContain("may have", error(new ErrorContext("ListCommands",
            Origin)
        { CommandId = "c-1" }).Message, StringComparison.Ordinal));

    [Fact]
    public void What_is_to_be_typed_follows_no_calendar_of_the_caller()
    {
        var note = Send.MayHaveRunNote;
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal(note, Send.MayHaveRunNote);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Criteria_stand_for_nodes_and_a_profile_is_named_too()
    {
        var context = Send with
        {
            Origin = Origin with { Connection = new ConnectionOptions { ProfileName = "prod" } },
            Request = new SendCommandRequest
            {
                DocumentName = "Company-Patch",
                Targets = [new Target { Key = "tag:Role", Values = ["web",
                "db"] }]
            },
        };

        Assert.Equal(
            " 'Company-Patch' for tag:Role=web,db may have been accepted in eu-west-1 at 2026-03-01 12:30:05Z; "
                + "check with: Get-RunCommand -DocumentName 'Company-Patch' -InvokedAfter '2026-03-01T12:25:05Z' "
                + "-Region eu-west-1 -ProfileName 'prod'.",
            context.MayHaveRunNote);
    }

    [Fact]
    public void An_endpoint_of_its_own_is_not_looked_for_at_the_regions()
    {
        var context = Cancel with
        {
            Origin = Origin with { Connection = new ConnectionOptions { EndpointUrl = new Uri("http://127.0.0.1:1") } },
        };

        Assert.EndsWith("check with: Get-RunCommandInvocation c-1.", context.MayHaveRunNote, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_run_tells_a_cancel_that_was_refused_from_one_whose_answer_is_late()
    {
        static Command Command(string id) => new() { CommandId = id, DocumentName = "Company-Patch", Origin = Origin };
        var refusal = ErrorCatalog.FromService(ErrorCode.AccessDeniedException, "", 400, "", Cancel, null);

        var error = RunErrors.Stopped(
            [
                (Command("c-1"), null), (Command("c-2"), ConnectionErrors.Timeout(Cancel, new TimeoutException())), (Command("c-3"),
                    new OperationCanceledException()),
                (Command("c-4"), ErrorCatalog.FromService("Unheard", "", 502, "", Cancel, null)), (Command("c-5"), refusal),
            ],
            At,
            "Resume-RunCommandRollout k3f9");

        Assert.Equal(
            "The run was stopped at 2026-03-01 12:30:05Z. The service was asked to cancel command c-1 (Company-Patch) in eu-west-1. "
                + "The service was asked to cancel 3 commands: c-2, c-3, c-4 (Company-Patch) in eu-west-1 but did not respond in time: "
                + "they may stop or continue. "
                + $"The service could not be asked to cancel command c-5 (Company-Patch) in eu-west-1: it continues. {refusal.Message} "
                + "Resume-RunCommandRollout k3f9 resumes it.",
            error.Message);
        Assert.StartsWith("Stop what is still running with Stop-RunCommand c-5. ", error.Recommendation, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_service_says_in_an_error_is_shown_as_signs()
    {
        var error = ErrorCatalog.FromService(ErrorCode.ValidationException, "\u001b[2JNo.", 400, "", Send, null);

        Assert.EndsWith("The service says: ␛[2JNo.", error.Message, StringComparison.Ordinal);
        Assert.Equal("\u001b[2JNo.", error.ServiceMessage);
    }

    [Fact]
    public void A_node_fails_of_the_step_that_decided()
    {
        CommandStep Step(string name, string status, int code) => new() { Name = name, Status = status, ResponseCode = code };
        NodeOutput Output(string step, string error) => new() { Step = step, StandardError = error };
        var result = new NodeResult
        {
            Invocation = new CommandInvocation
            {
                InstanceId = "i-1",
                Status = RunStatus.Failed,
                Steps = [Step("prepare", RunStatus.Success, 0), Step("install", RunStatus.Failed, 7), Step("report", RunStatus.Success, 0)],
            },
            Outputs = [Output("prepare", "a warning"), Output("install",
                "\r\n \u001b[31mno space left.\nfailed to run commands: exit status 7"), Output("report", "x")],
        };

        Assert.Equal("Node i-1 failed with exit code 7 in step 'install': ␛[31mno space left.", RunErrors.NodeFailed(result).Message);
        Assert.Equal("install", result.DecidingStep);
    }
}
