using RunCommandPS.Help.Text;
using RunCommandPS.Help.Topics;

namespace RunCommandPS.Help.Tests;

public sealed class PlainTextTests
{
    [Fact]
    public void A_paragraph_is_broken_between_words_and_a_long_word_is_left_whole()
    {
        Assert.Equal(["one two", "three", "incomprehensible", "x"], LineWrap.Wrap("one two three incomprehensible x", 7));
    }

    [Fact]
    public void A_wide_table_is_broken_inside_its_widest_cells()
    {
        var text = TableLayout.Render([["Key", "Meaning"], ["a", "one two three"], ["bb", "four"]], 12);

        Assert.Equal(
            """
            Key  Meaning
            ---  -------
            a    one two
                 three
            bb   four
            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void A_table_whose_longest_words_do_not_fit_is_not_laid_out()
    {
        Assert.Null(TableLayout.Render([["Key", "Meaning"], ["a", "b"]], 11));
    }

    [Fact]
    public void A_topic_is_80_columns_wide_and_has_its_synopsis_on_the_fifth_line()
    {
        var topic = HelpTopic.Read("about_Waiting.md", """
            # about_Waiting

            ## SHORT DESCRIPTION

            How to wait for `something`.

            ## LONG DESCRIPTION

            Waiting is done by not doing anything else for as long as it takes, and it takes as long as it takes, always.

            ### While waiting

            1. Breathe in, slowly and deeply, until there is nothing left that wants to be breathed in any more.
            2. Breathe out.

            ```powershell
            Wait-Thing
            ```
            """);

        Assert.Equal(
            """
            TOPIC
                about_Waiting

            SHORT DESCRIPTION
                How to wait for something.

            LONG DESCRIPTION
                Waiting is done by not doing anything else for as long as it takes, and it
                takes as long as it takes, always.

              While waiting
                1. Breathe in, slowly and deeply, until there is nothing left that wants to
                   be breathed in any more.
                2. Breathe out.

                    Wait-Thing

            """.ReplaceLineEndings("\n"),
            topic.Text);
        Assert.All(topic.Text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Theory]
    [InlineData("# about_Other\n\n## SHORT DESCRIPTION\n\nText.\n", "title is its file's name")]
    [InlineData("# about_Waiting\n\n## LONG DESCRIPTION\n\nText.\n", "The first section")]
    [InlineData(
        "# about_Waiting\n\n## SHORT DESCRIPTION\n\nText.\n\n## MORE\n\n```powershell\n"
            + "Wait-Thing -Because 'it is said that good things come to those who wait for them'\n```\n",
        "Code is at most 72 characters wide")]
    [InlineData("Text.\n\n# about_Waiting\n\n## SHORT DESCRIPTION\n\nText.\n", "A page starts with its title")]
    public void A_topic_that_breaks_the_layout_is_an_error(string markdown, string message)
    {
        var exception = Assert.Throws<HelpPageException>(() => HelpTopic.Read("about_Waiting.md", markdown));

        Assert.Contains(exception.Errors, error => error.Message.Contains(message, StringComparison.Ordinal));
    }
}
