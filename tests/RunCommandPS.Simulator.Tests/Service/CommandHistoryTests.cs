using RunCommandPS.Documents;
using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Tests.Service;

public sealed class CommandHistoryTests
{
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_not_told_of_any_more_is_freed_and_what_is_open_is_kept()
    {
        var history = new CommandHistory(() => _now);
        history.Add(Command("ended", RunStatus.Success));
        history.Add(Command("open", RunStatus.InProgress));
        _now = _now.AddDays(31);

        history.Add(Command("new", RunStatus.Pending));

        Assert.Equal(2, history.Count);
        Assert.False(history.TryGet("ended", out _));
        Assert.True(history.Knows("ended"));
        Assert.Equal(["new", "open"], history.List(new CommandFilter(), before: null).Select(command => command.CommandId));
    }

    private CommandState Command(string id, string status)
    {
        var document = ServiceHarness.Document(
            "Empty",
            """{"schemaVersion":"2.2","mainSteps":[{"action":"aws:runShellScript","name":"one","inputs":{"runCommand":["true"]}}]}""");
        var command = new CommandState(
            id,
            id.Length,
            new SendCommandRequest { DocumentName = "Empty" },
            document,
            ParameterBinding.Bind(document.Content, new Dictionary<string, IReadOnlyList<string>>()),
            _now);
        command.Become(status);
        return command;
    }
}
