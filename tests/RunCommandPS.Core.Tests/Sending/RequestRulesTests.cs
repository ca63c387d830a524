using RunCommandPS.Sending;

namespace RunCommandPS.Core.Tests.Sending;

/// <summary>Every rule just within its border and just beyond.</summary>
public sealed class RequestRulesTests
{
    private static readonly SendCommandRequest Good = new() { DocumentName = "AWS-RunShellScript", InstanceIds = [NodeIds.Numbered(0)] };

    private static readonly SendCommandRequest ByTarget = Good with { InstanceIds = null, Targets = [Criterion("tag:Role", 1)] };

    public static TheoryData<string, SendCommandRequest> Within => new()
    {
        { "a plain one", Good },
        { "the shortest name", Good with { DocumentName = "abc" } },
        { "the longest name", Good with { DocumentName = Text(128) } },
        { "an ARN", Good with { DocumentName = "arn:aws:ssm:us-east-1:111122223333:document/Mine" } },
        { "the newest version", Good with { DocumentVersion = ServiceLimits.LatestVersion } },
        { "the default version", Good with { DocumentVersion = ServiceLimits.DefaultVersion } },
        { "the first version", Good with { DocumentVersion = "1" } },
        { "no hash", Good with { DocumentHash = "" } },
        { "the longest hash", Good with { DocumentHash = Text(ServiceLimits.DocumentHashMaximumLength) } },
        { "the newer hash type", Good with { DocumentHashType = ServiceLimits.Sha256 } },
        { "the older hash type", Good with { DocumentHashType = ServiceLimits.Sha1 } },
        { "the shorter id", Good with { InstanceIds = ["i-01234567"] } },
        { "an id of a hybrid node", Good with { InstanceIds = ["mi-0123456789abcdef0"] } },
        { "more nodes than a call takes", Good with { InstanceIds = NodeIds.Many(ServiceLimits.InstanceIdsMaximum + 1) } },
        { "one target", ByTarget },
        { "the most targets", ByTarget with { Targets = [.. Enumerable.Repeat(Criterion("tag:Role", 1), ServiceLimits.TargetsMaximum)] } },
        { "the most values", ByTarget with { Targets = [Criterion("tag:Role", ServiceLimits.TargetValuesMaximum)] } },
        { "the shortest key", ByTarget with { Targets = [Criterion("tag:a", 1)] } },
        { "the longest key", ByTarget with { Targets = [Criterion("tag:" + Text(ServiceLimits.TargetKeyMaximumLength - 4), 1)] } },
        { "targets and an empty list of ids", ByTarget with { InstanceIds = [] } },
        { "ids and an empty list of targets", Good with { Targets = [] } },
        { "the shortest time-out", Good with { TimeoutSeconds = ServiceLimits.TimeoutSecondsMinimum } },
        { "the longest time-out", Good with { TimeoutSeconds = ServiceLimits.TimeoutSecondsMaximum } },
        { "one at a time", Good with { MaxConcurrency = "1" } },
        { "the most digits", Good with { MaxConcurrency = "9999999" } },
        { "the least percentage at a time", Good with { MaxConcurrency = "1%" } },
        { "all at a time", Good with { MaxConcurrency = "100%" } },
        { "no error", Good with { MaxErrors = "0" } },
        { "no percentage of errors", Good with { MaxErrors = "0%" } },
        { "every error", Good with { MaxErrors = "100%" } },
        { "no comment", Good with { Comment = "" } },
        { "the longest comment", Good with { Comment = Text(ServiceLimits.CommentMaximumLength) } },
        { "the shortest bucket", Good with { OutputS3BucketName = Text(ServiceLimits.BucketNameMinimumLength) } },
        { "the longest bucket", Good with { OutputS3BucketName = Text(ServiceLimits.BucketNameMaximumLength) } },
        { "no prefix", Good with { OutputS3KeyPrefix = "" } },
        { "the longest prefix", Good with { OutputS3KeyPrefix = Text(ServiceLimits.KeyPrefixMaximumLength) } },
        { "the shortest bucket region", Good with { OutputS3Region = Text(ServiceLimits.S3RegionMinimumLength) } },
        { "the longest bucket region", Good with { OutputS3Region = Text(ServiceLimits.S3RegionMaximumLength) } },
        { "every event", Good with { NotificationConfig = new NotificationConfig
        {
            NotificationEvents = ServiceValues.NotificationEvents,
            NotificationType = NotificationType.Invocation,
        } } },
        { "no event", Good with { NotificationConfig = new NotificationConfig() } },
        { "the group that is usual", Good with { CloudWatchOutputConfig = new CloudWatchOutputConfig() } },
        { "the longest group", Good with { CloudWatchOutputConfig = Group(ServiceLimits.LogGroupNameMaximumLength) } },
        { "the shortest alarm", Good with { AlarmConfiguration = Alarms("a") } },
        { "the longest alarm", Good with { AlarmConfiguration = Alarms(Text(ServiceLimits.AlarmNameMaximumLength)) } },
    };

    public static TheoryData<string, SendCommandRequest> Beyond => new()
    {
        { "DocumentName is missing.", Good with { DocumentName = "" } },
        { "DocumentName 'ab'", Good with { DocumentName = "ab" } },
        { "DocumentName 'aaa", Good with { DocumentName = Text(129) } },
        { "DocumentName 'a b'", Good with { DocumentName = "a b" } },
        { "DocumentVersion '0'", Good with { DocumentVersion = "0" } },
        { "DocumentVersion ''", Good with { DocumentVersion = "" } },
        { "DocumentVersion 'latest'", Good with { DocumentVersion = "latest" } },
        { "DocumentHash has 257", Good with { DocumentHash = Text(ServiceLimits.DocumentHashMaximumLength + 1) } },
        { "DocumentHashType 'sha256' is not one of Sha256, Sha1.", Good with { DocumentHashType = "sha256" } },
        { "Both node ids and targets", Good with { Targets = [Criterion("tag:Role", 1)] } },
        { "Neither node ids nor targets", Good with { InstanceIds = null } },
        { "Neither node ids nor targets", Good with { InstanceIds = [], Targets = [] } },
        { "'i-0123456'", Good with { InstanceIds = ["i-0123456"] } },
        { "'i-012345678'", Good with { InstanceIds = ["i-012345678"] } },
        { "'mi-01234567'", Good with { InstanceIds = ["mi-01234567"] } },
        { "6 targets", ByTarget with { Targets = [.. Enumerable.Repeat(Criterion("tag:Role", 1), ServiceLimits.TargetsMaximum + 1)] } },
        { "51 values", ByTarget with { Targets = [Criterion("tag:Role", ServiceLimits.TargetValuesMaximum + 1)] } },
        { "'' is not a target key", ByTarget with { Targets = [Criterion("", 1)] } },
        { "is not a target key", ByTarget with { Targets = [Criterion("tag:" + Text(ServiceLimits.TargetKeyMaximumLength - 3), 1)] } },
        { "'tag:Role' has no values", ByTarget with { Targets = [Criterion("tag:Role", 0)] } },
        { "Did you mean tag:Role=value?", ByTarget with { Targets = [Criterion("Role", 1)] } },
        { "'tag*' is not a target key", ByTarget with { Targets = [Criterion("tag*", 1)] } },
        { "TimeoutSeconds 29 is not from 30 to 2592000.", Good with { TimeoutSeconds = ServiceLimits.TimeoutSecondsMinimum - 1 } },
        { "TimeoutSeconds 2592001", Good with { TimeoutSeconds = ServiceLimits.TimeoutSecondsMaximum + 1 } },
        { "MaxConcurrency '0'", Good with { MaxConcurrency = "0" } },
        { "MaxConcurrency ''", Good with { MaxConcurrency = "" } },
        { "MaxConcurrency '0%'", Good with { MaxConcurrency = "0%" } },
        { "MaxConcurrency '101%'", Good with { MaxConcurrency = "101%" } },
        { "MaxConcurrency '10000000'", Good with { MaxConcurrency = "10000000" } },
        { "MaxErrors '-1'", Good with { MaxErrors = "-1" } },
        { "MaxErrors '01'", Good with { MaxErrors = "01" } },
        { "MaxErrors '101%'", Good with { MaxErrors = "101%" } },
        { "Comment has 101", Good with { Comment = Text(ServiceLimits.CommentMaximumLength + 1) } },
        { "OutputS3BucketName has 2", Good with { OutputS3BucketName = Text(ServiceLimits.BucketNameMinimumLength - 1) } },
        { "OutputS3BucketName has 64", Good with { OutputS3BucketName = Text(ServiceLimits.BucketNameMaximumLength + 1) } },
        { "OutputS3KeyPrefix has 501", Good with { OutputS3KeyPrefix = Text(ServiceLimits.KeyPrefixMaximumLength + 1) } },
        { "OutputS3Region has 2", Good with { OutputS3Region = Text(ServiceLimits.S3RegionMinimumLength - 1) } },
        { "OutputS3Region has 21", Good with { OutputS3Region = Text(ServiceLimits.S3RegionMaximumLength + 1) } },
        {
            "NotificationEvents 'failed' is not one of",
            Good with { NotificationConfig = new NotificationConfig { NotificationEvents = ["failed"] } }
        },
        {
            "NotificationType 'Both' is not one of Command, Invocation.",
            Good with { NotificationConfig = new NotificationConfig { NotificationType = "Both" } }
        },
        { "CloudWatchLogGroupName has 513", Good with { CloudWatchOutputConfig = Group(ServiceLimits.LogGroupNameMaximumLength + 1) } },
        { "names 0 alarms", Good with { AlarmConfiguration = Alarms() } },
        { "names 2 alarms", Good with { AlarmConfiguration = Alarms("a", "b") } },
        { "' ' is not an alarm name", Good with { AlarmConfiguration = Alarms(" ") } },
        { "is not an alarm name", Good with { AlarmConfiguration = Alarms(Text(ServiceLimits.AlarmNameMaximumLength + 1)) } },
    };

    [Theory]
    [MemberData(nameof(Within))]
    public void Within_the_border_a_request_can_be_sent(string what, SendCommandRequest request)
    {
        _ = what;
        Assert.Empty(RequestRules.Violations(request));
    }

    [Theory]
    [MemberData(nameof(Beyond))]
    public void Beyond_the_border_it_is_said_once_what_is_wrong(string part, SendCommandRequest request)
    {
        var violation = Assert.Single(RequestRules.Violations(request));

        Assert.Contains(part, violation, StringComparison.Ordinal);
        Assert.EndsWith(".", violation, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said() =>
        Assert.Equal(3, RequestRules.Violations(Good with { DocumentName = "?", TimeoutSeconds = 1, InstanceIds = ["x"] }).Count());

    [Fact]
    public void Nodes_that_are_still_to_come_are_not_missed() =>
        Assert.Empty(RequestRules.ViolationsButNodes(Good with { InstanceIds = null }));

    private static string Text(int length) => new('a', length);

    private static Target Criterion(string key, int values) => new() { Key = key, Values = [.. Enumerable.Repeat("value", values)] };

    private static CloudWatchOutputConfig Group(int length) => new() { CloudWatchLogGroupName = Text(length) };

    private static AlarmConfiguration Alarms(params string[] names) =>
        new() { Alarms = [.. names.Select(name => new Alarm { Name = name })] };
}
