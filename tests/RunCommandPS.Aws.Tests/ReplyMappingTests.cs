using System.Collections;
using System.Globalization;
using System.Reflection;
using RunCommandPS.Aws.Tests.Fixture;

namespace RunCommandPS.Aws.Tests;

/// <summary>Replies of forms that the simulator would not give.</summary>
public sealed class ReplyMappingTests
{
    private const string WholeCommand =
        """
        {
            "CommandId": "11111111-2222-3333-4444-555555555555", "DocumentName": "AWS-RunShellScript",
            "DocumentVersion": "3", "Comment": "a note",
            "Status": "Meditating", "StatusDetails": "DeepInThought", "RequestedDateTime": 1582245977.7, "ExpiresAfter": 1582250177.25,
            "Parameters": {"commands": ["a", ""], "workingDirectory": []}, "InstanceIds": ["i-0123456789abcdef0"],
            "Targets": [{"Key": "tag:Role", "Values": ["web"]}, {"Key": "tag:Stage"}],
            "TargetCount": 4, "CompletedCount": 3, "ErrorCount": 2, "DeliveryTimedOutCount": 1, "MaxConcurrency": "50", "MaxErrors": "10%",
            "TimeoutSeconds": 600, "OutputS3BucketName": "bucket", "OutputS3KeyPrefix": "prefix",
            "OutputS3Region": "us-east-1", "ServiceRole": "role",
            "NotificationConfig": {"NotificationArn": "arn", "NotificationEvents": ["All"], "NotificationType": "Invocation"},
            "CloudWatchOutputConfig": {"CloudWatchLogGroupName": "group", "CloudWatchOutputEnabled": true},
            "AlarmConfiguration": {"Alarms": [{"Name": "alarm"}], "IgnorePollAlarmFailure": false},
            "TriggeredAlarms": [{"Name": "alarm", "State": "PERHAPS"}], "SomethingNew": {"Nested": [1]}
        }
        """;

    private const string WholeInvocation =
        """
        {
            "CommandId": "11111111-2222-3333-4444-555555555555", "InstanceId": "i-0123456789abcdef0",
            "InstanceName": "web-1", "Comment": "a note",
            "DocumentName": "AWS-RunShellScript", "DocumentVersion": "3", "RequestedDateTime": 1582245977, "Status": "Meditating",
            "StatusDetails": "DeepInThought",
            "TraceOutput": "trace", "StandardOutputUrl": "https://out", "StandardErrorUrl": "https://err", "ServiceRole": "role",
            "NotificationConfig": {"NotificationArn": "arn", "NotificationEvents": ["All"], "NotificationType": "Invocation"},
            "CloudWatchOutputConfig": {"CloudWatchLogGroupName": "group", "CloudWatchOutputEnabled": true},
            "CommandPlugins": [{
                "Name": "step", "Status": "Pondering", "StatusDetails": "StillPondering", "ResponseCode": 7,
                "ResponseStartDateTime": 1582245978.5,
                "ResponseFinishDateTime": 1582245979.5, "Output": "text", "StandardOutputUrl": "https://out/step",
                "StandardErrorUrl": "https://err/step",
                "OutputS3BucketName": "bucket", "OutputS3KeyPrefix": "prefix", "OutputS3Region": "us-east-1"
            }]
        }
        """;

    [Fact]
    public async Task Every_member_of_a_command_is_read()
    {
        var command = await ReadAsync(WholeCommand);

        AssertFilled(command);
        Assert.Equal(("Meditating", "DeepInThought"), (command.Status, command.StatusDetails));
        Assert.Equal(DateTimeOffset.Parse("2020-02-21T00:46:17.7Z", CultureInfo.InvariantCulture), command.RequestedDateTime);
        Assert.Equal(DateTimeOffset.Parse("2020-02-21T01:56:17.25Z", CultureInfo.InvariantCulture), command.ExpiresAfter);
        Assert.Equal(TimeSpan.Zero, command.RequestedDateTime!.Value.Offset);
        Assert.Equal(["a", ""], command.Parameters["commands"]);
        Assert.Equal([], command.Parameters["workingDirectory"]);
        Assert.Equal(["tag:Role=web", "tag:Stage="], command.Targets.Select(target => target.ToString()));
        Assert.Equal((4, 3, 2, 1), (command.TargetCount, command.CompletedCount, command.ErrorCount, command.DeliveryTimedOutCount));
        Assert.Equal(("50", "10%", 600), (command.MaxConcurrency, command.MaxErrors, command.TimeoutSeconds));
        Assert.Equal(
            ("bucket", "prefix", "us-east-1", "role"),
            (command.OutputS3BucketName, command.OutputS3KeyPrefix, command.OutputS3Region, command.ServiceRole));
        Assert.Equal(
            ("arn", "All", "Invocation"),
            (command.NotificationConfig.NotificationArn, Assert.Single(command.NotificationConfig.NotificationEvents),
                command.NotificationConfig.NotificationType));
        Assert.Equal(
            new CloudWatchOutputConfig { CloudWatchLogGroupName = "group", CloudWatchOutputEnabled = true },
            command.CloudWatchOutputConfig);
        Assert.Equal("alarm", Assert.Single(command.AlarmConfiguration.Alarms).Name);
        Assert.False(command.AlarmConfiguration.IgnorePollAlarmFailure);
        Assert.Equal(new AlarmStateInformation { Name = "alarm", State = "PERHAPS" }, Assert.Single(command.TriggeredAlarms));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Status": null, "Parameters": null, "InstanceIds": null, "Targets": null, "NotificationConfig": null,"""
        + """ "AlarmConfiguration": null, "ExpiresAfter": null}""")]
    public async Task What_a_command_lacks_is_empty_and_never_null(string json)
    {
        var command = await ReadAsync(json);

        AssertEmpty(
            command,
            nameof(Command.RequestedDateTime),
            nameof(Command.ExpiresAfter),
            nameof(Command.TimeoutSeconds),
            nameof(Command.Region),
            nameof(Command.Endpoint));
        Assert.Equal(0, command.TargetCount);
        Assert.Null(command.RequestedDateTime);
    }

    [Fact]
    public async Task The_newer_form_of_a_reply_is_read()
    {
        var command = await ReadAsync(
            """
            {
                "DocumentVersion": "$DEFAULT", "InstanceIds": [], "Targets": [], "TargetCount": 2,
                "OutputS3Region": "us-east-1", "TimeoutSeconds": 3600,
                "NotificationConfig": {"NotificationArn": "", "NotificationEvents": [], "NotificationType": ""},
                "CloudWatchOutputConfig": {"CloudWatchLogGroupName": "", "CloudWatchOutputEnabled": false},
                "AlarmConfiguration": {"IgnorePollAlarmFailure": false, "Alarms": []}, "TriggeredAlarms": []
            }
            """);

        Assert.Equal((ServiceLimits.DefaultVersion, 2, 3600), (command.DocumentVersion, command.TargetCount, command.TimeoutSeconds));
        Assert.Equal(
            ("", 0, ""),
            (command.NotificationConfig.NotificationArn, command.NotificationConfig.NotificationEvents.Count,
                command.NotificationConfig.NotificationType));
        Assert.Empty(command.AlarmConfiguration.Alarms);
        Assert.Empty(command.TriggeredAlarms);
    }

    [Fact]
    public async Task The_older_form_of_a_reply_is_read()
    {
        var command = await ReadAsync(
            """
            {
                "DocumentVersion": "1", "InstanceIds": [],
                "Targets": [{"Key": "InstanceIds", "Values": ["i-0123456789abcdef0", "i-0123456789abcdef1"]}],
                "TargetCount": 0, "ServiceRole": "role", "NotificationConfig": {"NotificationArn": "arn",
                    "NotificationEvents": ["Failed", "Success"], "NotificationType": "Command"}
            }
            """);

        Assert.Equal(["InstanceIds=i-0123456789abcdef0,i-0123456789abcdef1"], command.Targets.Select(target => target.ToString()));
        Assert.Equal(["i-0123456789abcdef0", "i-0123456789abcdef1"], command.InstanceIds);
        Assert.Equal(2, command.TargetCount);
        Assert.Equal(["Failed", "Success"], command.NotificationConfig.NotificationEvents);
        Assert.Null(command.TimeoutSeconds);
        Assert.Empty(command.TriggeredAlarms);
    }

    [Fact]
    public async Task Every_member_of_an_invocation_and_its_steps_is_read()
    {
        var invocation = await InvocationAsync(WholeInvocation);

        // In a status that nobody has heard of, with an open step, it has not ended.
        AssertFilled(
            invocation, nameof(CommandInvocation.EndedAt), nameof(CommandInvocation.Duration));
        Assert.Equal(
            ("web-1", "a note", "AWS-RunShellScript", "3"),
            (invocation.InstanceName, invocation.Comment, invocation.DocumentName, invocation.DocumentVersion));
        Assert.Equal(
            ("Meditating", "DeepInThought", "trace", 7),
            (invocation.Status, invocation.StatusDetails, invocation.TraceOutput, invocation.ResponseCode));
        Assert.Equal(
            ("https://out", "https://err", "role"), (invocation.StandardOutputUrl, invocation.StandardErrorUrl, invocation.ServiceRole));
        var step = Assert.Single(invocation.Steps);
        AssertFilled(step, nameof(CommandStep.StandardOutput), nameof(CommandStep.StandardError));
        Assert.Equal(
            new CommandStep
            {
                Name = "step",
                Status = "Pondering",
                StatusDetails = "StillPondering",
                ResponseCode = 7,
                ResponseStartDateTime = DateTimeOffset.FromUnixTimeMilliseconds(1582245978500),
                ResponseFinishDateTime = DateTimeOffset.FromUnixTimeMilliseconds(1582245979500),
                Output = "text",
                StandardOutputUrl = "https://out/step",
                StandardErrorUrl = "https://err/step",
                OutputS3BucketName = "bucket",
                OutputS3KeyPrefix = "prefix",
                OutputS3Region = "us-east-1",
            },
            step);
    }

    [Fact]
    public async Task What_an_invocation_lacks_is_empty_and_never_null()
    {
        var invocation = await InvocationAsync("""{"CommandPlugins": [{}]}""");

        AssertEmpty(
            invocation,
            nameof(CommandInvocation.RequestedDateTime),
            nameof(CommandInvocation.StartedAt),
            nameof(CommandInvocation.EndedAt),
            nameof(CommandInvocation.Duration),
            nameof(CommandInvocation.Region),
            nameof(CommandInvocation.Endpoint),
            nameof(CommandInvocation.Verdict),
            nameof(CommandInvocation.Steps));
        Assert.Equal(nameof(NodeVerdict.Open), invocation.Verdict);
        var step = Assert.Single(invocation.Steps);
        AssertEmpty(
            step,
            nameof(CommandStep.ResponseStartDateTime),
            nameof(CommandStep.ResponseFinishDateTime),
            nameof(CommandStep.StandardOutput),
            nameof(CommandStep.StandardError));
        Assert.Equal(-1, step.ResponseCode);
        Assert.Empty((await InvocationAsync("{}")).Steps);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData(
        """{"Commands": [], "CommandInvocations": [], "InstanceInformationList": [], "DocumentIdentifiers": [], "NextToken": ""}""")]
    public async Task An_empty_page_is_the_last(string json)
    {
        using var server = CannedServer.Answering(json);
        using var service = Connect.To(server);

        Assert.Equivalent(new Page<Command>([], null), await service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation));
        Assert.Equivalent(
            new Page<CommandInvocation>([], null),
            await service.ListCommandInvocationsAsync(new CommandQuery(), null, Connect.Cancellation));
        Assert.Equivalent(new Page<ManagedNode>([], null), await service.DescribeNodesAsync(new NodeQuery(), null, Connect.Cancellation));
        Assert.Equivalent(
            new Page<RunCommandDocument>([], null), await service.ListDocumentsAsync(new DocumentQuery(), null, Connect.Cancellation));
    }

    [Fact]
    public async Task Every_member_of_an_output_is_read()
    {
        var output = await OutputAsync(
            """
            {
                "PluginName": "step", "Status": "Pondering", "StatusDetails": "StillPondering", "ResponseCode": 9,
                "StandardOutputContent": "out", "StandardErrorContent": "err"
            }
            """);

        Assert.Equal(
            new InvocationOutput
            {
                PluginName = "step",
                Status = "Pondering",
                StatusDetails = "StillPondering",
                ResponseCode = 9,
                StandardOutput = "out",
                StandardError = "err",
            },
            output);
        AssertFilled(output);
    }

    [Fact]
    public async Task An_output_that_is_not_there_yet_is_empty() => Assert.Equal(new InvocationOutput(), await OutputAsync("{}"));

    [Fact]
    public async Task Every_member_of_a_node_is_read()
    {
        using var server = CannedServer.Answering(
            """
            {"InstanceInformationList": [{
                "InstanceId": "mi-0123456789abcdef0", "Name": "web", "ComputerName": "web.example.com",
                "IPAddress": "10.0.0.1", "PingStatus": "Napping",
                "LastPingDateTime": 1767225600, "PlatformType": "BeOS", "PlatformName": "BeOS", "PlatformVersion": "5",
                "AgentVersion": "3.3.0.0",
                "IsLatestVersion": true, "ResourceType": "Toaster", "SourceId": "toaster-1", "SourceType": "AWS::Kitchen::Toaster",
                "ActivationId": "11111111-2222-3333-4444-555555555555", "IamRole": "Cook", "RegistrationDate": 1767225601,
                "AssociationStatus": "Success",
                "LastAssociationExecutionDate": 1767225602, "LastSuccessfulAssociationExecutionDate": 1767225603,
                "AssociationOverview": {"DetailedStatus": "Success", "InstanceAssociationStatusAggregatedCount": {"Success": 2}}
            }, {}], "NextToken": "more"}
            """);
        using var service = Connect.To(server);

        var page = await service.DescribeNodesAsync(new NodeQuery(), null, Connect.Cancellation);

        Assert.Equal("more", page.NextToken);
        Assert.Equal(
            ("mi-0123456789abcdef0", "Napping", "Toaster"),
            (page.Items[0].InstanceId, page.Items[0].PingStatus, page.Items[0].ResourceType));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1767225600), page.Items[0].LastPingDateTime);
        Assert.Equal(2, page.Items[0].AssociationOverview.InstanceAssociationStatusAggregatedCount["Success"]);
        AssertFilled(page.Items[0]);
        AssertEmpty(
            page.Items[1],
            nameof(ManagedNode.LastPingDateTime),
            nameof(ManagedNode.RegistrationDate),
            nameof(ManagedNode.LastAssociationExecutionDate),
            nameof(ManagedNode.LastSuccessfulAssociationExecutionDate),
            nameof(ManagedNode.IsLatestVersion),
            nameof(ManagedNode.Region));
    }

    [Fact]
    public async Task Properties_of_nodes_are_read_with_the_name_that_an_instance_is_tagged_with()
    {
        using var server = CannedServer.Answering(
            """
            {"InstanceProperties": [{
                "InstanceId": "i-0123456789abcdef0", "Name": "web", "ComputerName": "web.example.com", "InstanceState": "running",
                "IPAddress": "10.0.0.1", "PingStatus": "Napping", "LastPingDateTime": 1767225600, "PlatformType": "BeOS",
                "PlatformName": "BeOS", "PlatformVersion": "5", "AgentVersion": "3.3.0.0", "ResourceType": "Toaster",
                "SourceId": "toaster-1", "SourceType": "AWS::Kitchen::Toaster", "ActivationId": "11111111-2222-3333-4444-555555555555",
                "IamRole": "Cook", "RegistrationDate": 1767225601, "AssociationStatus": "Success",
                "LastAssociationExecutionDate": 1767225602, "LastSuccessfulAssociationExecutionDate": 1767225603,
                "AssociationOverview": {"DetailedStatus": "Success", "InstanceAssociationStatusAggregatedCount": {"Success": 2}}
            }, {}], "NextToken": "more"}
            """);
        using var service = Connect.To(server);

        var page = await service.DescribeNodePropertiesAsync([], null, Connect.Cancellation);

        Assert.Equal("more", page.NextToken);
        Assert.Equal("web", page.Items[0].Name);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1767225602), page.Items[0].LastAssociationExecutionDate);
        Assert.Equal(2, page.Items[0].AssociationOverview.InstanceAssociationStatusAggregatedCount["Success"]);
        AssertFilled(page.Items[0] with { IsLatestVersion = true });
        Assert.Equal(("", "", null), (page.Items[1].InstanceId, page.Items[1].Name, page.Items[1].LastPingDateTime));
    }

    [Fact]
    public async Task Every_member_of_a_document_is_read()
    {
        const string Shared =
            """
            "Name": "Company-Patch", "DisplayName": "Patch", "Owner": "123456789012", "DocumentVersion": "3", "VersionName": "Spring",
            "PlatformTypes": ["BeOS"], "DocumentType": "Command", "SchemaVersion": "2.2", "DocumentFormat": "YAML",
            "TargetType": "/AWS::EC2::Instance",
            "CreatedDate": 1767225600, "Tags": [{"Key": "Team", "Value": "web"}]
            """;
        using var server = CannedServer.Answering(
            $$"""
            {
                "DocumentIdentifiers": [{ {{Shared}} }, {}],
                "Document": {
                    {{Shared}}, "Description": "Patches.", "DefaultVersion": "2", "LatestVersion": "3", "Status": "Active",
                    "StatusInformation": "fine",
                    "Hash": "abc", "HashType": "Sha256",
                    "Parameters": [{"Name": "when", "Type": "Moment", "Description": "A time.", "DefaultValue": "now"},
                        {"Name": "what", "Type": "String"}]
                }
            }
            """);
        using var service = Connect.To(server);

        var page = await service.ListDocumentsAsync(new DocumentQuery(), null, Connect.Cancellation);
        var document = await service.DescribeDocumentAsync("Company-Patch", null, Connect.Cancellation);

        string[] ofOne = [nameof(RunCommandDocument.Content)];
        AssertFilled(document, ofOne);
        AssertFilled(page.Items[0], [
            .. ofOne, nameof(document.Description), nameof(document.DefaultVersion), nameof(document.LatestVersion),
            nameof(document.Status),
            nameof(document.StatusInformation), nameof(document.Hash), nameof(document.HashType), nameof(document.Parameters)]);
        AssertEmpty(page.Items[1], nameof(document.CreatedDate), nameof(document.Region));
        Assert.Equal("web", document.Tags["Team"]);
        Assert.Equal(
            [
                new() { Name = "when", Type = "Moment", Description = "A time.", DefaultValue = "now" },
                new() { Name = "what", Type = "String", IsRequired = true },
            ],
            document.Parameters);
    }

    private static async Task<Command> ReadAsync(string json)
    {
        using var server = CannedServer.Answering($$"""{"Commands": [{{json}}]}""");
        using var service = Connect.To(server);
        return Assert.Single((await service.ListCommandsAsync(new CommandQuery(), null, Connect.Cancellation)).Items);
    }

    private static async Task<CommandInvocation> InvocationAsync(string json)
    {
        using var server = CannedServer.Answering($$"""{"CommandInvocations": [{{json}}]}""");
        using var service = Connect.To(server);
        return Assert.Single((await service.ListCommandInvocationsAsync(new CommandQuery(), null, Connect.Cancellation)).Items);
    }

    private static async Task<InvocationOutput> OutputAsync(string json)
    {
        using var server = CannedServer.Answering(json);
        using var service = Connect.To(server);
        return await service.GetCommandInvocationAsync(Connect.UnknownCommand, Connect.UnknownNode, null, Connect.Cancellation);
    }

    // What the caller had said, and no reply says.
    private static readonly string[] OfConnection = [nameof(Command.ProfileName), nameof(Command.RoleArn), nameof(Command.Account)];

    // A member added later must be mapped, and be in the replies above.
    private static void AssertFilled(object value, params string[] except) =>
        Assert.All(Members(value, except), member => Assert.False(IsEmpty(member.GetValue(value)), member.Name));

    private static void AssertEmpty(object value, params string[] except) => Assert.All(Members(value, except), member =>
    {
        var content = member.GetValue(value);
        Assert.NotNull(content);
        Assert.True(content is not (string or ICollection) || IsEmpty(content), member.Name);
    });

    private static IEnumerable<PropertyInfo> Members(object value, string[] except) =>
        value.GetType().GetProperties().Where(member => !except.Contains(member.Name) && !OfConnection.Contains(member.Name));

    private static bool IsEmpty(object? value) => value is null or "" or 0 or ICollection { Count: 0 };
}
