using CsCheck;
using RunCommandPS.Output;

namespace RunCommandPS.Core.Tests.Output;

/// <summary>What many nodes wrote, in few words that leave nothing out.</summary>
public sealed class FoldingTests
{
    [Fact]
    public void The_largest_group_comes_first_and_ties_go_by_name()
    {
        var groups = OutputFolding.Fold(
            [Node("d", "x"), Node("c", "y"), Node("b", "z"), Node("a", "y"), Node("e", "y", exit: 1)], withDifference: false);

        Assert.Equal(["a c", "b", "d", "e"], groups.Select(group => string.Join(' ', group.InstanceIds)));
        Assert.Equal([2, 1, 1, 1], groups.Select(group => group.Count));
        Assert.All(groups, group => Assert.Equal("", group.Difference));
    }

    [Fact]
    public void In_names_of_groups_of_equal_size_numbers_count() => Assert.Equal(
        ["db", "web2", "web10"],
        OutputFolding.Fold(
            [
                Node("a", "x") with { InstanceName = "web10" }, Node("b", "y") with { InstanceName = "web2" },
                Node("c", "z") with { InstanceName = "db" },
            ], withDifference: false).Select(group => group.Nodes));

    [Fact]
    public void Steps_are_folded_each_for_itself()
    {
        var groups = OutputFolding.Fold(
            [Node("a", "x", step: "one"), Node("a", "y", step: "two"), Node("b", "x", step: "one"), Node("b", "z", step: "two")],
            withDifference: true);

        Assert.Equal(["one", "two", "two"], groups.Select(group => group.Step));
        Assert.Equal(["", "", "stdout\n@@ -1 +1 @@\n-y (no newline)\n+z (no newline)"], groups.Select(group => group.Difference));
    }

    [Fact]
    public void A_group_knows_on_how_many_nodes_its_step_decided()
    {
        NodeOutput[] outputs = [Node("a", "x") with { IsDeciding = true }, Node("b", "x"), Node("c", "x") with { IsDeciding = true }];

        Assert.Equal((3, 2), OutputFolding.Fold(outputs, withDifference: false).Select(group => (group.Count,
            group.DecidingCount)).Single());
    }

    [Fact]
    public void What_is_cut_is_not_the_same_as_what_is_whole() => Assert.Equal(
        [false, true],
        OutputFolding.Fold([Node("a", "x"), Node("b", "x") with { StandardOutputTruncated = true }], withDifference: false)
            .Select(group => group.IsTruncated));

    [Fact]
    public void A_difference_tells_of_the_end_and_of_both_streams()
    {
        var group = OutputFolding.Fold(
            [Node("a", "x\n"), Node("b", "x\n"), Node("c", "x\ny\n", exit: 3) with { StandardError = "no\n" }], withDifference: true)[1];

        Assert.Equal("-Success, exit 0\n+Failed, exit 3\nstdout\n@@ -1,0 +2 @@\n+y\nstderr\n@@ -0,0 +1 @@\n+no", group.Difference);
    }

    [Theory]
    [InlineData("web01 web02 web03 web05 web12", "web[01-03,05,12]")]
    [InlineData("web1 web2 web10 web9", "web[1-2,9-10]")]
    [InlineData("web1 web01", "web01, web1")]
    [InlineData("web2 web7", "web2, web7")]
    [InlineData("db web web2 web3", "db, web, web[2-3]")]
    [InlineData("web web web", "web (3)")]
    [InlineData("1 2 3", "[1-3]")]
    [InlineData("v2601011200 v2601011201", "v2601011200, v2601011201")]
    public void Names_that_count_on_are_a_range(string names, string expected) =>
        Assert.Equal(expected, NodeListText.Of(names.Split(' ').Select((name, index) => ($"i-{index}", name))));

    [Fact]
    public void Ids_count_nothing_and_a_long_list_says_how_many_it_leaves_out()
    {
        var ids = Enumerable.Range(1, 5).Select(number => ($"i-{number:x17}", "")).ToList();

        Assert.Equal("i-00000000000000001", NodeListText.Of(ids.Take(1)));
        Assert.Equal("i-00000000000000001 +4", NodeListText.Of(ids));
        Assert.Equal("web[1-2] +5", NodeListText.Of([("i-a", "web1"), ("i-b", "web2"), .. ids]));
        Assert.Equal("", NodeListText.Of([]));
    }

    [Theory]
    [InlineData("a\nb\nc\n", "a\nb\nc\n", "")]
    [InlineData("a\nb\nc\n", "a\nx\nc\n", "@@ -2 +2 @@\n-b\n+x")]
    [InlineData("a\nb\nc\nd\n", "b\nc\nx\nd\n", "@@ -1 +0,0 @@\n-a\n@@ -3,0 +3 @@\n+x")]
    [InlineData("a\n", "a", "@@ -1 +1 @@\n-a\n+a (no newline)")]
    [InlineData("", "a\nb\n", "@@ -0,0 +1,2 @@\n+a\n+b")]
    public void Lines_that_differ_are_told_with_their_places(string before, string after, string expected) =>
        Assert.Equal(expected, OutputDiff.Lines(before, after));

    [Fact]
    public void A_difference_turns_one_text_into_the_other() =>
        Gen.Int[0, 3].List[0, 12].Select(Gen.Int[0, 3].List[0, 12]).ForEach(200, texts =>
        {
            var (before, after) = (string.Concat(texts.Item1.Select(line => $"{line}\n")),
                string.Concat(texts.Item2.Select(line => $"{line}\n")));
            Assert.Equal(after, Apply(before, OutputDiff.Lines(before, after)));
        });

    [Fact]
    public void Texts_too_long_to_compare_are_replaced_whole()
    {
        var (before, after) = (string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i}\n")),
            string.Concat(Enumerable.Range(1, 3000).Select(i => $"{-i}\n")));

        Assert.StartsWith("@@ -1,3000 +1,3000 @@\n-0\n", OutputDiff.Lines(before, after), StringComparison.Ordinal);
    }

    private static NodeOutput Node(string id, string output, int exit = 0, string step = "s") => new()
    {
        InstanceId = id,
        Step = step,
        StandardOutput = output,
        ResponseCode = exit,
        Status = exit == 0 ? RunStatus.Success : RunStatus.Failed,
    };

    private static string Apply(string text, string difference)
    {
        var lines = text.Split('\n')[..^1].ToList();
        var at = 0;
        foreach (var line in difference.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("@@", StringComparison.Ordinal))
            {
                var place = line.Split(' ')[2].Split(',');
                at = int.Parse(place[0][1..], System.Globalization.CultureInfo.InvariantCulture) - (place is [_, "0"] ? 0 : 1);
            }
            else if (line[0] == '-')
            {
                Assert.Equal(line[1..], lines[at]);
                lines.RemoveAt(at);
            }
            else
            {
                lines.Insert(at++, line[1..]);
            }
        }

        return string.Concat(lines.Select(line => line + "\n"));
    }
}
