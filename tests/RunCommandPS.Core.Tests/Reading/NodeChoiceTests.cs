using RunCommandPS.Reading;

namespace RunCommandPS.Core.Tests.Reading;

public sealed class NodeChoiceTests
{
    [Fact]
    public void A_node_that_none_of_the_commands_has_is_an_error_once()
    {
        var choice = Choice("i-1", "i-2", "i-2");
        choice.See("i-1");

        Assert.Equal(("i-2", "None of the 2 commands was sent to node 'i-2'."), choice.Unknown().Select(unknown => (unknown.InstanceId,
            unknown.Error.Message)).Single());
    }

    [Fact]
    public void Where_a_command_could_not_be_read_nobody_knows()
    {
        var choice = Choice("i-1");
        choice.Miss();

        Assert.Empty(choice.Unknown());
    }

    [Fact]
    public void Who_asks_for_all_nodes_misses_none() => Assert.Empty(new NodeChoice(null).Unknown());

    private static NodeChoice Choice(params string[] wanted)
    {
        var choice = new NodeChoice(wanted);
        choice.Search("c-1");
        choice.Search("c-2");
        choice.Search("c-1");
        return choice;
    }
}
