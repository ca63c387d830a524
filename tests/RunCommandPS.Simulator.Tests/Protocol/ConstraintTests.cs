using System.Text.Json;
using System.Text.Json.Nodes;
using RunCommandPS.Simulator.Contract;
using RunCommandPS.Simulator.Protocol;
using RunCommandPS.Simulator.Protocol.Operations;

namespace RunCommandPS.Simulator.Tests.Protocol;

public sealed class ConstraintTests
{
    [Theory]
    [InlineData(
        "TimeoutSeconds",
        "1",
        "Value '1' at 'timeoutSeconds' failed to satisfy constraint: Member must have value greater than or equal to 30")]
    [InlineData(
        "TimeoutSeconds",
        "2592001",
        "Value '2592001' at 'timeoutSeconds' failed to satisfy constraint: Member must have value less than or equal to 2592000")]
    [InlineData(
        "DocumentHashType",
        "\"MD5\"",
        "Value 'MD5' at 'documentHashType' failed to satisfy constraint: Member must satisfy enum value set: [Sha256, Sha1]")]
    [InlineData("DocumentName", "null", "Value null at 'documentName' failed to satisfy constraint: Member must not be null")]
    [InlineData("InstanceIds", "[\"i-12345678\", \"i-1234567_890\"]", "Value 'i-1234567_890' at 'instanceIds.2.member' failed to satisfy "
        + "constraint: Member must satisfy regular expression pattern: (^i-(\\w{8}|\\w{17})$)|(^mi-\\w{17}$)")]
    [InlineData("InstanceIds", "[null]", "Value null at 'instanceIds.1.member' failed to satisfy constraint: Member must not be null")]
    [InlineData(
        "Targets",
        "[{ \"Key\": \"\" }]",
        "Value '' at 'targets.1.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData(
        "OutputS3BucketName",
        "\"ab\"",
        "Value 'ab' at 'outputS3BucketName' failed to satisfy constraint: Member must have length greater than or equal to 3")]
    [InlineData(
        "OutputS3Region",
        "\"a\"",
        "Value 'a' at 'outputS3Region' failed to satisfy constraint: Member must have length greater than or equal to 3")]
    [InlineData("MaxErrors", "\"101%\"", "Value '101%' at 'maxErrors' failed to satisfy constraint: Member must satisfy regular expression "
        + "pattern: ^([1-9][0-9]*|[0]|[1-9][0-9]%|[0-9]%|100%)$")]
    [InlineData("MaxConcurrency", "\"0\"", "Value '0' at 'maxConcurrency' failed to satisfy constraint: Member must satisfy regular "
        + "expression pattern: ^([1-9][0-9]*|[1-9][0-9]%|[1-9]%|100%)$")]
    [InlineData(
        "NotificationConfig",
        "{ \"NotificationEvents\": [\"Ended\"] }",
        "Value 'Ended' at 'notificationConfig.notificationEvents.1.member' failed to satisfy constraint: Member must satisfy enum value "
            + "set: [All, InProgress, Success, TimedOut, Cancelled, Failed]")]
    [InlineData(
        "AlarmConfiguration", "{}", "Value null at 'alarmConfiguration.alarms' failed to satisfy constraint: Member must not be null")]
    [InlineData(
        "AlarmConfiguration",
        "{ \"Alarms\": [{ \"Name\": \"a\" }, { \"Name\": \"b\" }] }",
        "at 'alarmConfiguration.alarms' failed to satisfy constraint: Member must have length less than or equal to 1")]
    public void A_broken_constraint_is_told_in_the_words_of_the_service(string member, string value, string violation)
    {
        var request = new JsonObject { ["DocumentName"] = "AWS-RunShellScript", [member] = JsonNode.Parse(value) };

        var message = Refused(request.ToJsonString(), "ValidationException");

        Assert.StartsWith("1 validation error detected: ", message, StringComparison.Ordinal);
        Assert.EndsWith(violation, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_broken_constraint_is_in_one_message()
    {
        var request =
            new JsonObject { ["Comment"] = new string('x', 101), ["TimeoutSeconds"] = 1, ["OutputS3KeyPrefix"] = new string('p', 501) };

        var message = Refused(request.ToJsonString(), "ValidationException");

        Assert.StartsWith("4 validation errors detected: Value null at 'documentName'", message, StringComparison.Ordinal);
        Assert.Equal(3, message.Split("; Value '").Length - 1);
    }

    [Fact]
    public void More_than_50_nodes_and_5_targets_are_too_many()
    {
        var request = new JsonObject
        {
            ["DocumentName"] = "AWS-RunShellScript",
            ["InstanceIds"] = new JsonArray([.. Enumerable.Range(0, 51).Select(i => (JsonNode)$"i-{i:00000000}")]),
            ["Targets"] = new JsonArray([.. Enumerable.Range(0, 6).Select(i => new JsonObject { ["Key"] = $"tag:{i}" })]),
        };

        var message = Refused(request.ToJsonString(), "ValidationException");

        Assert.StartsWith("2 validation errors", message, StringComparison.Ordinal);
        Assert.Contains(
            "at 'instanceIds' failed to satisfy constraint: Member must have length less than or equal to 50",
            message,
            StringComparison.Ordinal);
        Assert.Contains(
            "at 'targets' failed to satisfy constraint: Member must have length less than or equal to 5",
            message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "DocumentName": 1 }""", "documentName")]
    [InlineData("""{ "DocumentName": "abc", "TimeoutSeconds": "60" }""", "timeoutSeconds")]
    [InlineData("""{ "DocumentName": "abc", "TimeoutSeconds": 60.5 }""", "timeoutSeconds")]
    [InlineData("""{ "DocumentName": "abc", "TimeoutSeconds": 60000000000 }""", "timeoutSeconds")]
    [InlineData("""{ "DocumentName": "abc", "InstanceIds": "i-12345678" }""", "instanceIds")]
    [InlineData("""{ "DocumentName": "abc", "Parameters": { "commands": "uptime" } }""", "parameters.commands")]
    [InlineData("""{ "DocumentName": "abc", "Parameters": [] }""", "parameters")]
    [InlineData(
        """{ "DocumentName": "abc", "CloudWatchOutputConfig": { "CloudWatchOutputEnabled": "true" } }""",
        "cloudWatchOutputConfig.cloudWatchOutputEnabled")]
    [InlineData("""[]""", "body")]
    [InlineData("""null""", "body")]
    public void A_wrong_type_is_SerializationException_and_names_the_place(string body, string place) =>
        Assert.Contains(place, Refused(body, "SerializationException"), StringComparison.Ordinal);

    [Fact]
    public void Unknown_members_and_nulls_are_passed_over()
    {
        using var body = JsonDocument.Parse("""{ "DocumentName": "abc", "Comment": null, "Color": "red" }""");

        ShapeCheck.Check(body.RootElement, RequestShapes.SendCommand);
    }

    private static string Refused(string json, string code)
    {
        using var body = JsonDocument.Parse(json);
        var error = Assert.Throws<ServiceException>(() => ShapeCheck.Check(body.RootElement, RequestShapes.SendCommand));
        Assert.Equal(code, error.Code);
        return error.Message;
    }
}
