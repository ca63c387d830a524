using RunCommandPS.Help.Pages;

namespace RunCommandPS.Help.Tests;

public sealed class SyntaxLineTests
{
    [Theory]
    [InlineData("-Name <string[]>", "Name", "string[]", true, false)]
    [InlineData("[-Name] <string[]>", "Name", "string[]", true, true)]
    [InlineData("[[-Name] <string[]>]", "Name", "string[]", false, true)]
    [InlineData("[-Name <string[]>]", "Name", "string[]", false, false)]
    [InlineData("[-Force]", "Force", HelpParameterUse.SwitchType, false, false)]
    [InlineData("-All", "All", HelpParameterUse.SwitchType, true, false)]
    public void Brackets_tell_what_is_required_and_what_has_a_position(
        string text, string name, string type, bool isRequired, bool isPositional)
    {
        var parameters = SyntaxLine.Parse($"Get-Thing {text} [-Last <int>] [<CommonParameters>]", "Get-Thing");

        Assert.Equal(
            [new SyntaxParameter(name, type, isRequired, isPositional), new SyntaxParameter("Last", "int", false, false)], parameters);
    }

    [Theory]
    [InlineData("Get-Other -Name <string> [<CommonParameters>]")]
    [InlineData("Get-Thing -Name <string>")]
    [InlineData("Get-Thing -Name string [<CommonParameters>]")]
    [InlineData("Get-Thing [-Name <string> [<CommonParameters>]")]
    public void Anything_else_is_no_syntax(string text)
    {
        Assert.Null(SyntaxLine.Parse(text, "Get-Thing"));
    }

    [Fact]
    public void A_cmdlet_without_parameters_has_a_syntax_too()
    {
        Assert.Empty(SyntaxLine.Parse("Get-Thing [<CommonParameters>]", "Get-Thing")!);
    }
}
