using RunCommandPS.Reading;

namespace RunCommandPS.Core.Tests.Reading;

/// <summary>A step that no node of a command has is told with those there are, for each command by itself.</summary>
public sealed class StepChoiceTests
{
    [Fact]
    public void Each_command_is_compared_with_its_own_steps()
    {
        var choice = Choice("first", "third");
        choice.See(Node("a", "first"));
        choice.See(Node("a", "first", "second"));
        choice.See(Node("b", "third"));

        var unknown = choice.Unknown().ToArray();

        Assert.Equal(["a", "b"], unknown.Select(item => item.CommandId));
        Assert.All(unknown, item => Assert.IsType<InvalidPluginNameException>(item.Error));
        Assert.Contains("'third' on any node. Steps that have started: first, second.", unknown[0].Error.Message, StringComparison.Ordinal);
        Assert.Contains("'first' on any node. Steps that have started: third.", unknown[1].Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_unknown_where_no_node_has_begun_a_step()
    {
        var choice = Choice("first");
        choice.See(Node("a"));

        Assert.Empty(choice.Unknown());
    }

    [Fact]
    public void Without_names_all_steps_are_asked_for()
    {
        var choice = new StepChoice(null, (_, _) => false);
        choice.See(Node("a", "first"));

        Assert.True(choice.Includes("first"));
        Assert.Empty(choice.Unknown());
    }

    private static StepChoice Choice(params string[] names) => new(names, (name, step) => name == step);

    private static CommandInvocation Node(string commandId, params string[] steps) =>
        new() { CommandId = commandId, Steps = steps.Select(name => new CommandStep { Name = name }).ToArray() };
}
