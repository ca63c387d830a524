namespace RunCommandPS.Help.Tests.Fixture;

/// <summary>A small page that has everything a page can have. Tests break it by replacing a piece.</summary>
internal static class GreetingPage
{
    public const string Markdown = """
        # Get-Greeting

        ## SYNOPSIS

        Greets people by *name*.

        ## SYNTAX

        ### Name (Default)

        ```powershell
        Get-Greeting [-Name] <string[]> [-Time <string>]
            [-Loud] [<CommonParameters>]
        ```

        ### Crowd

        ```powershell
        Get-Greeting -Count <int> [-Name <string[]>] [-Time <string>] [-Loud] [<CommonParameters>]
        ```

        ## DESCRIPTION

        `Get-Greeting` greets **everybody** whose name is given, in the order in which the names came
        down the pipeline; see [the manual](https://example.com/manual) for & about <https://example.com>.

        - A first point, which is so long that it has to be broken into two lines in a window of 80 columns.
        - A second point:
          1. with a step
          2. and another

        | Time | What is said |
        |---|---|
        | Day | `Good morning`, which holds until the sun has gone down and everybody is at home |
        | Night | Good night |

        ```text
        Good morning,
            Ada
        ```

        ## EXAMPLES

        ### Example 1: Greet somebody

        This greets Ada.

        ```powershell
        Get-Greeting -Name @(
            'Ada' # & <friends>
        )
        ```

        ```output
        Good morning, Ada
        ```

        The night has words of its own.

        ### Example 2: Greet nobody

        ```powershell error
        Get-Greeting -Name $null
        ```

        ## PARAMETERS

        ### -Count

        How many there are.

        ```yaml
        Type: int
        Parameter sets: Crowd
        Required: True
        Position: Named
        ```

        ### -Loud

        Greets loudly.

        ```yaml
        Type: switch
        Required: False
        Position: Named
        ```

        ### -Name

        Whom to greet.

        ```yaml
        Type: string[]
        Parameter sets: Name
        Aliases: Who
        Required: True
        Position: 0
        Accept pipeline input: True (ByValue)
        ```

        ```yaml
        Type: string[]
        Parameter sets: Crowd
        Aliases: Who
        Required: False
        Position: Named
        ```

        ### -Time

        The time of day.

        ```yaml
        Type: string
        Accepted values: Day, Night
        Required: False
        Position: Named
        Default value: Day
        ```

        ### CommonParameters

        This cmdlet supports the common parameters.

        ## INPUTS

        ### System.String

        A name.

        ## OUTPUTS

        ### System.String

        The greeting.

        ## NOTES

        Greetings are free.

        ## RELATED LINKS

        - [Online version](https://example.com/greeting)
        - [Get-Greeting](Get-Greeting.md)

        """;

    /// <summary>The number of the line that a text is on, from 1.</summary>
    public static int LineOf(string text) =>
        Markdown[..Markdown.IndexOf(text, StringComparison.Ordinal)].Count(character => character == '\n') + 1;
}
