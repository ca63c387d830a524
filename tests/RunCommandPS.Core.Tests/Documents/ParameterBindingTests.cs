using RunCommandPS.Documents;

namespace RunCommandPS.Core.Tests.Documents;

public sealed class ParameterBindingTests
{
    [Theory]
    [InlineData("String", "\"x y\"", "x y")]
    [InlineData("String", "\"{{ssm:name}}\"", "{{ssm:name}}")]
    [InlineData("StringList", """["a","b"]""", "a", "b")]
    [InlineData("StringList", "[]")]
    [InlineData("Integer", "-12", "-12")]
    [InlineData("Boolean", "false", "false")]
    [InlineData("StringMap", """{"a":{"b":1}}""", """{ "a": { "b": 1 } }""")]
    [InlineData("MapList", """[{"a":1},{"b":2}]""", """{"a":1}""", """[{"b":2}]""")]
    public void Given_values_take_the_form_of_their_type(string type, string expected, params string[] values)
    {
        var bound = ParameterBinding.Bind(Sample.WithParameters($$"""{ "p": { "type": "{{type}}" } }"""), Sample.Given(("p", values)));

        Assert.Equal(expected, bound.Value("p")!.ToJsonString());
    }

    [Fact]
    public void Defaults_fill_in_for_what_is_not_given_in_the_documents_order()
    {
        var document = Sample.WithParameters(
            """{ "a": { "type": "String", "default": "1" }, "b": { "type": "String" }, "c": { "type": "Integer", "default": 3 } }""");
        var bound = ParameterBinding.Bind(document, Sample.Given(("b", ["2"])));

        Assert.Equal(["a", "b", "c"], bound.Names);
        Assert.Equal(["1", "2", "3"], bound.Names.Select(bound.Text));
        Assert.Null(bound.Value("d"));
        Assert.Null(bound.Text("d"));
        Assert.Empty(bound.Environment);
    }

    [Fact]
    public void Parameters_of_type_ENV_VAR_also_go_into_the_environment()
    {
        var document = Sample.WithParameters("""
            {
              "message": { "type": "String", "interpolationType": "ENV_VAR" }, "plain": { "type": "String", "default": "p" },
              "list": { "type": "StringList", "default": ["a", "b"], "interpolationType": "ENV_VAR" }
            }
            """);
        var bound = ParameterBinding.Bind(document, Sample.Given(("message", ["$(rm -rf /) \"$$\""])));

        Assert.Equal(
            new Dictionary<string, string> { ["SSM_message"] = "$(rm -rf /) \"$$\"", ["SSM_list"] = """["a","b"]""" }, bound.Environment);
    }

    [Fact]
    public void What_the_check_finds_fault_with_is_not_bound()
    {
        var document = Sample.WithParameters("""{ "commands": { "type": "StringList" } }""");

        var error = Assert.Throws<ArgumentException>(() => ParameterBinding.Bind(document, Sample.Nothing));
        Assert.Contains("'commands' is required", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_was_taken_out_can_be_changed_without_harm()
    {
        var document = Sample.WithParameters("""{ "list": { "type": "StringList", "default": ["a"] } }""");
        var bound = ParameterBinding.Bind(document, Sample.Nothing);
        bound.Value("list")!.AsArray().Add("b");

        Assert.Equal("""["a"]""", bound.Value("list")!.ToJsonString());
        Assert.Equal("""["a"]""", document.Parameters["list"].Default!.ToJsonString());
    }
}
