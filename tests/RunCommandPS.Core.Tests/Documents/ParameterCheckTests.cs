using RunCommandPS.Documents;
using Kind = RunCommandPS.Documents.ParameterFindingKind;

namespace RunCommandPS.Core.Tests.Documents;

public sealed class ParameterCheckTests
{
    [Theory]
    [InlineData("""{ "type": "String" }""", "")]
    [InlineData("""{ "type": "String" }""", "anything\nat all")]
    [InlineData("""{ "type": "StringList" }""")]
    [InlineData("""{ "type": "StringList", "minItems": 2, "maxItems": 2 }""", "a", "b")]
    [InlineData("""{ "type": "StringList", "allowedValues": ["a", "b"] }""", "b", "b")]
    [InlineData("""{ "type": "Integer" }""", "-9223372036854775808")]
    [InlineData("""{ "type": "Integer", "allowedValues": [1, 2] }""", "2")]
    [InlineData("""{ "type": "Boolean" }""", "true")]
    [InlineData("""{ "type": "Boolean", "allowedValues": [true] }""", "true")]
    [InlineData("""{ "type": "StringMap", "minItems": 1, "maxItems": 1 }""", """{"a":"b"}""")]
    [InlineData("""{ "type": "MapList", "maxItems": 2 }""", """{"a":1}""", """{"a":2}""")]
    [InlineData("""{ "type": "MapList", "maxItems": 2 }""", """[{"a":1},{"a":2}]""")]
    [InlineData("""{ "type": "String", "minChars": 2, "maxChars": 3 }""", "ab")]
    [InlineData("""{ "type": "String", "minChars": 2, "maxChars": 3 }""", "abc")]
    [InlineData("""{ "type": "String", "allowedPattern": "[a-z]+|[0-9]+" }""", "17")]
    [InlineData("""{ "type": "String", "allowedPattern": "^[a-z]+$" }""", "abc")]
    [InlineData("""{ "type": "String", "allowedPattern": "x", "allowedValues": ["y"], "maxChars": 1 }""", "{{ssm:name}}")]
    [InlineData("""{ "type": "StringList", "allowedPattern": "x", "minItems": 3 }""", "{{ ssm:name:2 }}")]
    [InlineData("""{ "type": "StringList", "allowedPattern": "x" }""", "{{ssm-secure:name}}", "x")]
    public void A_good_value_is_not_found_fault_with(string definition, params string[] values) => Assert.Empty(Check(definition, values));

    [Theory]
    [InlineData("""{ "type": "String" }""", Kind.WrongType, "takes exactly one value (type String), not 0")]
    [InlineData("""{ "type": "String" }""", Kind.WrongType, "takes exactly one value (type String), not 2", "a", "b")]
    [InlineData("""{ "type": "Integer" }""", Kind.WrongType, "must be one whole number", "1.0")]
    [InlineData("""{ "type": "Integer" }""", Kind.WrongType, "'' was given", "")]
    [InlineData("""{ "type": "Integer" }""", Kind.WrongType, "must be one whole number", " 1")]
    [InlineData("""{ "type": "Integer" }""", Kind.WrongType, "must be one whole number", "9223372036854775808")]
    [InlineData("""{ "type": "Integer" }""", Kind.WrongType, "must be one whole number", "{{ssm:name}}")]
    [InlineData("""{ "type": "Boolean" }""", Kind.WrongType, "must be true or false, in lower case", "True")]
    [InlineData("""{ "type": "StringMap" }""", Kind.WrongType, "must be one JSON object", "[]")]
    [InlineData("""{ "type": "StringMap" }""", Kind.WrongType, "must be one JSON object", "{")]
    [InlineData("""{ "type": "StringMap" }""", Kind.WrongType, "must be one JSON object", """{"a":1,"a":2}""")]
    [InlineData("""{ "type": "StringMap" }""", Kind.WrongType, "must be one JSON object", "null")]
    [InlineData("""{ "type": "MapList" }""", Kind.WrongType, "must be a list of JSON objects", "[1]")]
    [InlineData("""{ "type": "MapList" }""", Kind.WrongType, "must be a list of JSON objects", "{}", "x")]
    [InlineData("""{ "type": "MapList" }""", Kind.WrongType, "must be a list of JSON objects", "null")]
    [InlineData("""{ "type": "String", "allowedValues": ["a", "b"] }""", Kind.NotAllowedValue, "must be one of: a, b; 'A' was given", "A")]
    [InlineData("""{ "type": "StringList", "allowedValues": ["a"] }""", Kind.NotAllowedValue, "'c' was given", "a", "c")]
    [InlineData("""{ "type": "String", "allowedPattern": "[a-z]+" }""", Kind.PatternMismatch, "must match the pattern [a-z]+", "abc1")]
    [InlineData("""{ "type": "String", "allowedPattern": "^[a-z]+$" }""", Kind.PatternMismatch, "must match the pattern", "abc\n")]
    [InlineData("""{ "type": "String", "allowedPattern": "\\d" }""", Kind.PatternMismatch, "must match the pattern", "٣")]
    [InlineData("""{ "type": "StringList", "allowedPattern": "[a-z]" }""", Kind.PatternMismatch, "'1' was given", "a", "1")]
    [InlineData("""{ "type": "StringList", "minItems": 1 }""", Kind.TooFewItems, "needs 1 items or more, not 0")]
    [InlineData("""{ "type": "StringList", "maxItems": 1 }""", Kind.TooManyItems, "takes 1 items or fewer, not 2", "a", "b")]
    [InlineData("""{ "type": "StringMap", "minItems": 2 }""", Kind.TooFewItems, "needs 2 items or more, not 1", """{"a":"b"}""")]
    [InlineData("""{ "type": "MapList", "maxItems": 1 }""", Kind.TooManyItems, "takes 1 items or fewer, not 2", "[{},{}]")]
    [InlineData("""{ "type": "String", "minChars": 1 }""", Kind.TooShort, "needs 1 characters or more, not 0", "")]
    [InlineData("""{ "type": "String", "maxChars": 2 }""", Kind.TooLong, "takes 2 characters or fewer, not 3", "abc")]
    public void A_bad_value_is_found_and_named(string definition, Kind kind, string message, params string[] values)
    {
        var finding = Assert.Single(Check(definition, values));

        Assert.Equal((kind, "p"), (finding.Kind, finding.ParameterName));
        Assert.StartsWith("The parameter 'p' ", finding.Message, StringComparison.Ordinal);
        Assert.Contains(message, finding.Message, StringComparison.Ordinal);
        Assert.Null(finding.Suggestion);
    }

    [Fact]
    public void Everything_that_is_wrong_is_found_in_one_go()
    {
        var document = Sample.WithParameters("""
            { "commands": { "type": "StringList" }, "n": { "type": "Integer" },
                "s": { "type": "String", "allowedValues": ["x"], "maxChars": 1, "allowedPattern": "x" } }
            """);

        var findings = ParameterCheck.Check(document, Sample.Given(("comands", ["a"]), ("s", ["yy"]), ("n", ["one"])));

        Assert.Equal(
            [Kind.MissingRequired, Kind.WrongType, Kind.NotAllowedValue, Kind.PatternMismatch, Kind.TooLong, Kind.UnknownName],
            findings.Select(finding => finding.Kind));
        Assert.Equal("The parameter 'commands' is required: it has no default.", findings[0].Message);
        Assert.Equal("yy", findings[2].Value);
        Assert.Equal(("comands", "commands"), (findings[5].ParameterName, findings[5].Suggestion));
        Assert.Equal("The document has no parameter 'comands'; the closest match is 'commands'.", findings[5].Message);
    }

    [Theory]
    [InlineData("Commands", "commands")]
    [InlineData("command", "commands")]
    [InlineData("workdir", "workingDirectory")]
    [InlineData("executiontimeOut", "executionTimeout")]
    [InlineData("timeout", "executionTimeout")]
    [InlineData("", "commands")]
    public void An_unknown_name_brings_the_nearest_one(string given, string nearest)
    {
        var document = Sample.WithParameters("""
            { "commands": { "type": "StringList", "default": [] }, "workingDirectory": { "type": "String", "default": "" },
                "executionTimeout": { "type": "String", "default": "3600" } }
            """);

        var finding = Assert.Single(ParameterCheck.Check(document, Sample.Given((given, []))));

        Assert.Equal((Kind.UnknownName, nearest), (finding.Kind, finding.Suggestion));
    }

    [Fact]
    public void Case_counts_even_where_the_callers_dictionary_does_not_mind_it()
    {
        var document = Sample.WithParameters("""{ "commands": { "type": "StringList" } }""");
        var given = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { ["COMMANDS"] = ["a"] };

        Assert.Equal([Kind.MissingRequired, Kind.UnknownName], ParameterCheck.Check(document, given).Select(finding => finding.Kind));
    }

    [Fact]
    public void A_document_without_parameters_takes_none()
    {
        var document = Sample.Parse($$"""{ "schemaVersion": "2.2", "mainSteps": [ {{Sample.ShellStep}} ] }""");

        Assert.Empty(ParameterCheck.Check(document, Sample.Nothing));
        Assert.Equal(
            [(Kind.NoParametersSupported, "a"), (Kind.NoParametersSupported, "b")],
            ParameterCheck.Check(document, Sample.Given(("a", ["1"]), ("b", ["2"])))
                .Select(finding => (finding.Kind, finding.ParameterName)));
    }

    [Fact]
    public void A_long_value_is_shortened_in_the_message_alone()
    {
        var script = new string('x', 5000);
        var finding = Assert.Single(Check("""{ "type": "String", "maxChars": 9 }""", [script]));

        Assert.Equal(script, finding.Value);
        Assert.EndsWith($"; '{new string('x', 80)}…' was given.", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_parameter_with_a_default_may_be_left_out() =>
        Assert.Empty(
            ParameterCheck.Check(Sample.WithParameters("""{ "p": { "type": "String", "default": "", "minChars": 1 } }"""), Sample.Nothing));

    private static IReadOnlyList<ParameterFinding> Check(string definition, string[] values) =>
        ParameterCheck.Check(Sample.WithParameters($$"""{ "p": {{definition}} }"""), Sample.Given(("p", values)));
}
