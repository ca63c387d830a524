using System.Text.Json.Nodes;
using RunCommandPS.Documents;

namespace RunCommandPS.Core.Tests.Documents;

public sealed class DocumentFormatTests
{
    [Theory]
    [InlineData("null", "$", "must be an object, not null")]
    [InlineData("[]", "$", "must be an object, not a list")]
    [InlineData("\"x\"", "$", "must be an object, not text")]
    [InlineData("1", "$", "must be an object, not a number")]
    [InlineData("true", "$", "must be an object, not a Boolean")]
    [InlineData("""{ "a": 1, "a": 2 }""", "$", "can be read")]
    [InlineData("""{ "x": [ { "a": 1, "a": 2 } ] }""", "$", "can be read")]
    [InlineData("{}", "$.schemaVersion", "is missing; write \"2.2\"")]
    [InlineData("""{ "schemaVersion": {} }""", "$.schemaVersion", "must be text, not an object")]
    [InlineData("""{ "schemaVersion": "0.3" }""", "$.schemaVersion", "Automation")]
    [InlineData("""{ "schemaVersion": "1.0" }""", "$.schemaVersion", "Session")]
    [InlineData("""{ "schemaVersion": "2" }""", "$.schemaVersion", "'2' is not for commands; write one of 1.2, 2.0, 2.2")]
    [InlineData("""{ "schemaVersion": "2.2" }""", "$.mainSteps", "is missing or empty")]
    [InlineData("""{ "schemaVersion": "2.2", "mainSteps": [] }""", "$.mainSteps", "is missing or empty")]
    [InlineData("""{ "schemaVersion": "2.2", "mainSteps": {} }""", "$.mainSteps", "must be a list, not an object")]
    [InlineData("""{ "schemaVersion": "2.2", "runtimeConfig": {} }""", "$.runtimeConfig", "is for schemaVersion \"1.2\"")]
    [InlineData("""{ "schemaVersion": "1.2", "mainSteps": [] }""", "$.mainSteps", "is for schemaVersion \"2.2\"")]
    [InlineData("""{ "schemaVersion": "1.2" }""", "$.runtimeConfig", "is missing or empty")]
    [InlineData("""{ "schemaVersion": "1.2", "runtimeConfig": {} }""", "$.runtimeConfig", "is missing or empty")]
    [InlineData("""{ "schemaVersion": "1.2", "runtimeConfig": { "shell": {} } }""", "$.runtimeConfig.shell", "'shell' is not an action")]
    [InlineData("""{ "schemaVersion": "1.2", "runtimeConfig": { "aws:x": null } }""", "$.runtimeConfig.aws:x", "is empty")]
    [InlineData(
        """{ "schemaVersion": "1.2", "runtimeConfig": { "aws:x": [] } }""", "$.runtimeConfig.aws:x", "must be an object, not a list")]
    [InlineData(
        """{ "schemaVersion": "1.2", "runtimeConfig": { "aws:x": {} } }""",
        "$.runtimeConfig.aws:x.properties",
        "must be an object, or a list of at least one")]
    [InlineData(
        """{ "schemaVersion": "1.2", "runtimeConfig": { "aws:x": { "properties": [] } } }""",
        "$.runtimeConfig.aws:x.properties",
        "must be an object, or a list of at least one")]
    [InlineData(
        """{ "schemaVersion": "1.2", "runtimeConfig": { "aws:x": { "properties": [ {}, 1 ] } } }""",
        "$.runtimeConfig.aws:x.properties[1]",
        "must be an object, not a number")]
    [InlineData("""{ "schemaVersion": "2.2", "description": [] }""", "$.description", "must be text, not a list")]
    public void A_malformed_document_says_where_and_what(string json, string path, string problem) =>
        AssertWrong(JsonNode.Parse(json), path, problem);

    [Theory]
    [InlineData("[]", "$.parameters", "must be an object, not a list")]
    [InlineData("""{ "a b": { "type": "String" } }""", "$.parameters['a b']", "only letters, digits and underscores")]
    [InlineData("""{ "": { "type": "String" } }""", "$.parameters.", "only letters, digits and underscores")]
    [InlineData("""{ "é": { "type": "String" } }""", "$.parameters.é", "only letters, digits and underscores")]
    [InlineData("""{ "p": null }""", "$.parameters.p", "give it at least a type")]
    [InlineData("""{ "p": "String" }""", "$.parameters.p", "must be an object, not text")]
    [InlineData(
        """{ "p": {} }""", "$.parameters.p.type", "is missing; write one of String, StringList, Integer, Boolean, MapList, StringMap")]
    [InlineData("""{ "p": { "type": "string" } }""", "$.parameters.p.type", "'string' is not a type")]
    [InlineData("""{ "p": { "type": "0" } }""", "$.parameters.p.type", "'0' is not a type")]
    [InlineData("""{ "p": { "type": "String", "default": [] } }""", "$.parameters.p.default", "must be one text")]
    [InlineData("""{ "p": { "type": "Integer", "default": 1.5 } }""", "$.parameters.p.default", "must be one whole number")]
    [InlineData("""{ "p": { "type": "Integer", "default": "many" } }""", "$.parameters.p.default", "must be one whole number")]
    [InlineData("""{ "p": { "type": "Boolean", "default": "yes" } }""", "$.parameters.p.default", "must be true or false")]
    [InlineData("""{ "p": { "type": "StringList", "default": {} } }""", "$.parameters.p.default", "must be a list of texts")]
    [InlineData("""{ "p": { "type": "StringList", "default": ["a", null] } }""", "$.parameters.p.default", "must be a list of texts")]
    [InlineData("""{ "p": { "type": "MapList", "default": [1] } }""", "$.parameters.p.default", "must be a list of JSON objects")]
    [InlineData("""{ "p": { "type": "StringMap", "default": [] } }""", "$.parameters.p.default", "must be one JSON object")]
    [InlineData("""{ "p": { "type": "String", "allowedValues": "a" } }""", "$.parameters.p.allowedValues", "must be a list, not text")]
    [InlineData("""{ "p": { "type": "String", "allowedValues": [] } }""", "$.parameters.p.allowedValues", "at least one")]
    [InlineData(
        """{ "p": { "type": "String", "allowedValues": ["a", []] } }""",
        "$.parameters.p.allowedValues[1]",
        "must be a single value, not a list")]
    [InlineData("""{ "p": { "type": "String", "allowedPattern": "[" } }""", "$.parameters.p.allowedPattern", "is not a regular expression")]
    [InlineData(
        """{ "p": { "type": "String", "allowedPattern": "a)|(b" } }""", "$.parameters.p.allowedPattern", "is not a regular expression")]
    [InlineData("""{ "p": { "type": "String", "minChars": -1 } }""", "$.parameters.p.minChars", "must be a whole number of at least 0")]
    [InlineData("""{ "p": { "type": "String", "maxChars": "x" } }""", "$.parameters.p.maxChars", "must be a whole number of at least 0")]
    [InlineData("""{ "p": { "type": "String", "maxChars": 1.5 } }""", "$.parameters.p.maxChars", "must be a whole number of at least 0")]
    [InlineData("""{ "p": { "type": "String", "minChars": 3, "maxChars": 2 } }""", "$.parameters.p.minChars", "is greater than maxChars")]
    [InlineData(
        """{ "p": { "type": "StringList", "minItems": 3, "maxItems": 2 } }""", "$.parameters.p.minItems", "is greater than maxItems")]
    [InlineData("""{ "p": { "type": "String", "interpolationType": "env_var" } }""", "$.parameters.p.interpolationType", "must be ENV_VAR")]
    public void A_malformed_parameter_says_where_and_what(string parameters, string path, string problem) =>
        AssertWrong(
            JsonNode.Parse($$"""{ "schemaVersion": "2.2", "parameters": {{parameters}}, "mainSteps": [ {{Sample.ShellStep}} ] }"""),
            path,
            problem);

    [Theory]
    [InlineData("1", "$.mainSteps[0]", "a step must be an object, not a number")]
    [InlineData("null", "$.mainSteps[0]", "a step must be an object, not null")]
    [InlineData("""{ "name": "x" }""", "$.mainSteps[0].action", "is missing; write, for example, aws:runShellScript")]
    [InlineData("""{ "action": "runShellScript", "name": "x" }""", "$.mainSteps[0].action", "'runShellScript' is not an action")]
    [InlineData("""{ "action": "aws:x\n", "name": "x" }""", "$.mainSteps[0].action", "is not an action")]
    [InlineData("""{ "action": "aws:x" }""", "$.mainSteps[0].name", "is missing")]
    [InlineData("""{ "action": "aws:x", "name": "" }""", "$.mainSteps[0].name", "is missing")]
    [InlineData(
        """{ "action": "aws:x", "name": "a" }, { "action": "aws:x", "name": "a" }""",
        "$.mainSteps[1].name",
        "is the name of an earlier step")]
    [InlineData("""{ "action": "aws:x", "name": "a", "inputs": [] }""", "$.mainSteps[0].inputs", "must be an object, not a list")]
    [InlineData("""{ "action": "aws:x", "name": "a", "isEnd": "yes" }""", "$.mainSteps[0].isEnd", "must be true or false")]
    [InlineData("""{ "action": "aws:x", "name": "a", "timeoutSeconds": 0 }""", "$.mainSteps[0].timeoutSeconds", "at least 1")]
    [InlineData("""{ "action": "aws:x", "name": "a", "timeoutSeconds": "{{ t }}" }""", "$.mainSteps[0].timeoutSeconds", "at least 1")]
    [InlineData("""{ "action": "aws:x", "name": "a", "onFailure": "Abort" }""", "$.mainSteps[0].onFailure", "write exit or successAndExit")]
    [InlineData(
        """{ "action": "aws:x", "name": "a", "inputs": { "onFailure": "Abort" } }""",
        "$.mainSteps[0].inputs.onFailure",
        "write exit or successAndExit")]
    [InlineData("""{ "action": "aws:x", "name": "a", "onSuccess": "successAndExit" }""", "$.mainSteps[0].onSuccess", "write exit")]
    [InlineData(
        """{ "action": "aws:x", "name": "a", "inputs": { "finallyStep": true } }, { "action": "aws:x", "name": "b" }""",
        "$.mainSteps[0].inputs.finallyStep",
        "only the last step")]
    [InlineData(
        """{ "action": "aws:x", "name": "a", "precondition": [] }""", "$.mainSteps[0].precondition", "must be an object, not a list")]
    [InlineData(
        """{ "action": "aws:x", "name": "a", "precondition": {} }""",
        "$.mainSteps[0].precondition",
        "must be one StringEquals of two texts")]
    [InlineData(
        """{ "action": "aws:x", "name": "a", "precondition": { "StringNotEquals": ["a", "b"] } }""",
        "$.mainSteps[0].precondition",
        "must be one StringEquals")]
    [InlineData(
        """{ "action": "aws:x", "name": "a", "precondition": { "StringEquals": ["platformType"] } }""",
        "$.mainSteps[0].precondition",
        "must be one StringEquals")]
    [InlineData(
        """{ "action": "aws:x", "name": "a", "precondition": { "StringEquals": ["platformType", null] } }""",
        "$.mainSteps[0].precondition",
        "must be one StringEquals")]
    [InlineData(
        """{ "action": "aws:x", "name": "a", "precondition": { "StringEquals": ["platformType", "platformType"] } }""",
        "$.mainSteps[0].precondition.StringEquals",
        "with itself")]
    [InlineData(
        """{ "action": "aws:x", "name": "a", "precondition": { "StringEquals": ["platformType", "Solaris"] } }""",
        "$.mainSteps[0].precondition.StringEquals",
        "'Solaris' is not a platform; write one of Windows, Linux, MacOS")]
    [InlineData(
        """{ "action": "aws:x", "name": "a", "precondition": { "StringEquals": ["platformType", "{{ mode }}"] } }""",
        "$.mainSteps[0].precondition.StringEquals",
        "is not a platform")]
    [InlineData(
        """{ "action": "aws:x", "name": "a", "precondition": { "StringEquals": ["{{ssm:x}}", "a"] } }""",
        "$.mainSteps[0].precondition.StringEquals",
        "Parameter Store")]
    [InlineData(
        """{ "action": "aws:x", "name": "a", "precondition": { "StringEquals": ["{{ other }}", "a"] } }""",
        "$.mainSteps[0].precondition.StringEquals",
        "at least one parameter of the document")]
    public void A_malformed_step_says_where_and_what(string steps, string path, string problem) => AssertWrong(
        JsonNode.Parse($$"""{ "schemaVersion": "2.2", "parameters": { "mode": { "type": "String" } }, "mainSteps": [ {{steps}} ] }"""),
        path,
        problem);

    [Theory]
    [InlineData(
        """{ "schemaVersion": "2.0", "mainSteps": [ { "action": "aws:x", "name": "a", "precondition": { "StringEquals": ["platformType","""
            + """ "Linux"] } } ] }""",
        "$.mainSteps[0].precondition")]
    [InlineData(
        """{ "schemaVersion": "2.0", "parameters": { "p": { "type": "String", "interpolationType": "ENV_VAR" } } }""",
        "$.parameters.p.interpolationType")]
    public void What_came_with_2_2_is_refused_before_it(string json, string path) =>
        AssertWrong(JsonNode.Parse(json), path, "needs schemaVersion \"2.2\", not 2.0");

    [Fact]
    public void No_document_at_all_is_refused() => AssertWrong(null, "$", "must be an object, not null");

    [Fact]
    public void A_number_that_JSON_does_not_have_is_refused() => AssertWrong(new JsonObject { ["x"] = double.NaN }, "$", "can be read");

    [Theory]
    [InlineData(70)]
    [InlineData(5000)]
    public void Nesting_without_end_is_refused(int depth)
    {
        JsonNode node = new JsonArray();
        for (var i = 0; i < depth; i++)
        {
            node = new JsonArray(node);
        }

        AssertWrong(node, "$", "can be read");
    }

    private static void AssertWrong(JsonNode? content, string path, string problem)
    {
        var error = Assert.Throws<DocumentFormatException>(() => CommandDocument.Parse(content));

        Assert.Equal(path, error.Path);
        Assert.StartsWith($"{path}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }
}
