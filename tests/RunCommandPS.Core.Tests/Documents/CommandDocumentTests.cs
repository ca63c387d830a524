using System.Text.Json.Nodes;
using RunCommandPS.Documents;

namespace RunCommandPS.Core.Tests.Documents;

public sealed class CommandDocumentTests
{
    [Fact]
    public void Schema_2_2_is_read_with_everything_a_step_can_have()
    {
        var document = Sample.Parse("""
            {
              "schemaVersion": "2.2", "description": "Does two things.",
              "parameters": {
                "commands": {
                  "type": "StringList", "description": "What to run.", "minItems": 1, "maxItems": 9, "minChars": 1, "maxChars": 80,
                  "displayType": "textarea", "allowedPattern": "[a-z ]+"
                },
                "mode": { "type": "String", "default": "fast", "allowedValues": ["fast", "slow"], "interpolationType": "ENV_VAR" }
              },
              "mainSteps": [
                {
                  "action": "aws:runShellScript", "name": "first", "timeoutSeconds": 60, "isEnd": true, "onFailure": "exit",
                  "precondition": { "StringEquals": ["platformType", "Linux"] },
                  "inputs": { "runCommand": "{{ commands }}", "onSuccess": "exit" }
                },
                { "action": "aws:runPowerShellScript", "name": "second", "inputs": { "onFailure": "successAndExit", "finallyStep": true } }
              ]
            }
            """);

        Assert.Equal("2.2", document.SchemaVersion);
        Assert.Equal("Does two things.", document.Description);
        Assert.Equal(["commands", "mode"], document.Parameters.Keys);
        var commands = document.Parameters["commands"];
        Assert.Equal(ParameterType.StringList, commands.Type);
        Assert.Equal("What to run.", commands.Description);
        Assert.Equal((1, 9, 1, 80), (commands.MinItems, commands.MaxItems, commands.MinChars, commands.MaxChars));
        Assert.Equal("textarea", commands.DisplayType);
        Assert.Equal("[a-z ]+", commands.AllowedPattern?.Text);
        Assert.True(commands.IsRequired);
        var mode = document.Parameters["mode"];
        Assert.Equal("fast", mode.Default!.GetValue<string>());
        Assert.Equal(["fast", "slow"], mode.AllowedValues);
        Assert.Equal(DocumentParameter.EnvironmentVariable, mode.InterpolationType);
        Assert.False(mode.IsRequired);
        var first = document.Steps[0];
        Assert.Equal(
            ("first", "aws:runShellScript", 60, true, false),
            (first.Name, first.Action, first.TimeoutSeconds, first.IsEnd, first.IsFinally));
        Assert.Equal((StepModifier.Exit, StepModifier.Exit), (first.OnFailure, first.OnSuccess));
        Assert.Equal(PlatformType.Linux, first.Precondition?.PlatformType);
        Assert.Equal("{{ commands }}", first.Inputs["runCommand"]!.GetValue<string>());
        var second = document.Steps[1];
        Assert.Equal((StepModifier.SuccessAndExit, "", true), (second.OnFailure, second.OnSuccess, second.IsFinally));
        Assert.Null(second.Precondition);
        Assert.Null(second.TimeoutSeconds);
    }

    [Fact]
    public void Schema_1_2_has_a_step_named_after_each_action()
    {
        var document = Sample.Parse("""
            {
              "schemaVersion": "1.2",
              "runtimeConfig": {
                "aws:runShellScript": { "properties": [ { "id": "0.aws:runShellScript", "runCommand": ["a"] }, { "runCommand": ["b"] } ] },
                "aws:updateSsmAgent": { "properties": { "agentName": "x" } }
              }
            }
            """);

        Assert.Equal(["aws:runShellScript", "aws:runShellScript_2", "aws:updateSsmAgent"], document.Steps.Select(step => step.Name));
        Assert.Equal(["aws:runShellScript", "aws:runShellScript", "aws:updateSsmAgent"], document.Steps.Select(step => step.Action));
        Assert.Equal("a", document.Steps[0].Inputs["runCommand"]![0]!.GetValue<string>());
        Assert.Equal("x", document.Steps[2].Inputs["agentName"]!.GetValue<string>());
        Assert.Empty(document.Parameters);
    }

    [Theory]
    [InlineData("\"1.2\"", "1.2", "runtimeConfig", """{ "aws:runShellScript": { "properties": {} } }""")]
    [InlineData("\"2.0\"", "2.0", "mainSteps", "[" + Sample.ShellStep + "]")]
    [InlineData("2.0", "2.0", "mainSteps", "[" + Sample.ShellStep + "]")]
    [InlineData("2", "2.0", "mainSteps", "[" + Sample.ShellStep + "]")]
    [InlineData("2.2", "2.2", "mainSteps", "[" + Sample.ShellStep + "]")]
    public void Versions_are_read_as_text_and_as_the_number_that_YAML_makes_of_them(
        string written, string version, string member, string steps) =>
            Assert.Equal(version, Sample.Parse($$"""{ "schemaVersion": {{written}}, "{{member}}": {{steps}} }""").SchemaVersion);

    [Fact]
    public void Members_that_are_null_count_as_left_out_and_unknown_ones_are_passed_over()
    {
        var document = Sample.Parse("""
            {
              "schemaVersion": "2.2", "description": null, "$schema": "x", "runtimeConfig": null,
              "parameters": { "p": { "type": "String", "default": null, "allowedValues": null, "allowedPattern": null,
                  "minChars": null, "novelty": 1 } },
              "mainSteps": [ { "action": "aws:anythingNew", "name": "n", "inputs": null, "precondition": null, "maxAttempts": 2 } ]
            }
            """);

        Assert.Equal("", document.Description);
        Assert.True(document.Parameters["p"].IsRequired);
        Assert.Empty(document.Steps[0].Inputs);
    }

    [Fact]
    public void The_document_shares_nothing_with_the_tree_it_was_read_from()
    {
        var content = JsonNode.Parse($$"""{ "schemaVersion": "2.2", "mainSteps": [ {{Sample.ShellStep}} ] }""")!;
        var document = CommandDocument.Parse(content);
        content["mainSteps"]![0]!["inputs"]!["runCommand"] = "changed";

        Assert.Equal("{{ commands }}", document.Steps[0].Inputs["runCommand"]!.GetValue<string>());
    }

    [Fact]
    public void A_tree_made_in_memory_is_read_like_one_that_was_parsed()
    {
        var content = new JsonObject
        {
            ["schemaVersion"] = 2.2,
            ["parameters"] = new JsonObject { ["n"] = new JsonObject { ["type"] = "Integer", ["default"] = 5L, ["minChars"] = 1 } },
            ["mainSteps"] = new JsonArray(new JsonObject { ["action"] = "aws:runShellScript", ["name"] = "s", ["isEnd"] = true }),
        };
        var document = CommandDocument.Parse(content);

        Assert.Equal("2.2", document.SchemaVersion);
        Assert.Equal(5, document.Parameters["n"].Default!.GetValue<long>());
        Assert.True(document.Steps[0].IsEnd);
    }

    [Theory]
    [InlineData("String", "\"x\"", "\"x\"")]
    [InlineData("String", "\"\"", "\"\"")]
    [InlineData("String", "3600", "\"3600\"")]
    [InlineData("String", "true", "\"true\"")]
    [InlineData("Integer", "-7", "-7")]
    [InlineData("Integer", "\"7\"", "7")]
    [InlineData("Boolean", "false", "false")]
    [InlineData("Boolean", "\"true\"", "true")]
    [InlineData("StringList", "[]", "[]")]
    [InlineData("StringList", """["a",1]""", """["a","1"]""")]
    [InlineData("StringList", "\"{{ssm:name}}\"", """["{{ssm:name}}"]""")]
    [InlineData("MapList", """[{"a":1}]""", """[{"a":1}]""")]
    [InlineData("StringMap", """{"a":"b"}""", """{"a":"b"}""")]
    public void Defaults_take_the_form_of_their_type(string type, string written, string expected) =>
        Assert.Equal(
            expected,
            Sample.WithParameters($$"""{ "p": { "type": "{{type}}", "default": {{written}} } }""").Parameters["p"].Default!.ToJsonString());

    [Fact]
    public void Parameters_keep_the_order_in_which_they_are_declared()
    {
        var names = Enumerable.Range(0, 40).Select(i => $"p{i * 17 % 40}").ToList();
        var declared = string.Join(',', names.Select(name => $$"""  "{{name}}": { "type": "String" } """));

        Assert.Equal(names, Sample.WithParameters($"{{ {declared} }}").Parameters.Keys);
    }
}
