using System.Text.Json.Nodes;
using RunCommandPS.Documents;

namespace RunCommandPS.Core.Tests.Documents;

public sealed class InterpolationTests
{
    private static readonly BoundParameters Bound = ParameterBinding.Bind(
        Sample.WithParameters("""
            {
              "commands": { "type": "StringList" }, "none": { "type": "StringList", "default": [] }, "text": { "type": "String" },
              "n": { "type": "Integer", "default": 7 },
              "yes": { "type": "Boolean", "default": true }, "map": { "type": "StringMap", "default": { "k": "<v>" } },
              "maps": { "type": "MapList", "default": [ {}, { "k": 1 } ] },
              "money": { "type": "String", "default": "$$1 $2" }, "sly": { "type": "String", "default": "{{ text }}" },
              "under_score": { "type": "String", "default": "u" }
            }
            """),
        Sample.Given(("commands", ["echo 'é'", "b"]), ("text", ["T"])));

    [Theory]
    [InlineData("\"{{ commands }}\"", """["echo 'é'","b"]""")]
    [InlineData("\"{{commands}}\"", """["echo 'é'","b"]""")]
    [InlineData("\"{{\\n\\tcommands  }}\"", """["echo 'é'","b"]""")]
    [InlineData("\" {{ commands }}\"", """" [\"echo 'é'\",\"b\"]"""", true)]
    [InlineData("\"{{ text }}\"", "\"T\"")]
    [InlineData("\"<{{ text }}|{{text}}>\"", "\"<T|T>\"")]
    [InlineData("\"{{ n }}\"", "7")]
    [InlineData("\"n={{ n }}\"", "\"n=7\"")]
    [InlineData("\"{{ yes }}\"", "true")]
    [InlineData("\"is {{ yes }}\"", "\"is true\"")]
    [InlineData("\"{{ map }}\"", """{"k":"<v>"}""")]
    [InlineData("\"{{ maps }}\"", """[{},{"k":1}]""")]
    [InlineData("\"{{ under_score }}\"", "\"u\"")]
    [InlineData("\"{{ Text }}\"", "\"{{ Text }}\"")]
    [InlineData("\"{{ssm:text}} {{ global:DATE }} {{ other }}\"", "\"{{ssm:text}} {{ global:DATE }} {{ other }}\"")]
    [InlineData("\"{ { text } }\"", "\"{ { text } }\"")]
    [InlineData("\"{{ text\"", "\"{{ text\"")]
    [InlineData("\"{{{ text }}}\"", "\"{T}\"")]
    [InlineData("\"{{\\u00a0text}}\"", "\"{{\u00a0text}}\"")]
    [InlineData("""["a","{{ commands }}","z"]""", """["a","echo 'é'","b","z"]""")]
    [InlineData("""["{{ none }}"]""", "[]")]
    [InlineData("""["{{ maps }}"]""", """[{},{"k":1}]""")]
    [InlineData("""[["{{ commands }}"]]""", """[["echo 'é'","b"]]""")]
    [InlineData("""{"{{ text }}":{"b":["{{ n }}",1,null,true]}}""", """{"{{ text }}":{"b":[7,1,null,true]}}""")]
    public void Placeholders_become_values(string content, string expected, bool embedded = false)
    {
        var resolved = Interpolation.Resolve(JsonNode.Parse(content), Bound);

        if (embedded)
        {
            expected = JsonValue.Create(expected.Trim('"').Replace("\\\"", "\"", StringComparison.Ordinal)).ToJsonString();
        }

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), resolved), $"{resolved?.ToJsonString()} instead of {expected}");
    }

    [Fact]
    public void A_list_in_a_text_is_JSON_with_no_more_escapes_than_it_needs() =>
        Assert.Equal("""x ["echo 'é'","b"] {"k":"<v>"}""", Interpolation.Resolve("x {{ commands }} {{ map }}", Bound));

    [Fact]
    public void What_was_put_in_is_not_looked_through_again() =>
        Assert.Equal("- {{ text }} -", Interpolation.Resolve("- {{ sly }} -", Bound));

    [Fact]
    public void Two_dollars_in_the_middle_of_a_text_become_one_as_with_the_agent()
    {
        Assert.Equal("pay $1 $2", Interpolation.Resolve("pay {{ money }}", Bound));
        Assert.Equal("$$1 $2", Interpolation.Resolve(JsonValue.Create("{{ money }}"), Bound)!.GetValue<string>());
    }

    [Fact]
    public void What_is_given_is_left_as_it_was_and_what_is_returned_is_new()
    {
        var content = JsonNode.Parse("""{ "runCommand": ["{{ commands }}"], "n": 1 }""")!;
        var before = content.ToJsonString();
        var resolved = Interpolation.Resolve(content, Bound)!;
        resolved["runCommand"]![0] = "changed";

        Assert.Equal(before, content.ToJsonString());
        Assert.Equal("echo 'é'", Bound.Value("commands")![0]!.GetValue<string>());
    }

    [Fact]
    public void Null_stays_null() => Assert.Null(Interpolation.Resolve((JsonNode?)null, Bound));

    [Fact]
    public void Values_that_are_not_JSON_texts_are_copied() =>
        Assert.Equal(
            "\"2020-01-01T00:00:00Z\"",
            Interpolation.Resolve(JsonValue.Create(new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)), Bound)!.ToJsonString());
}
