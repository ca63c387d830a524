using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using RunCommandPS.Tests.Engine;

namespace RunCommandPS.Tests.Parameters;

/// <summary>What Get-Command shows of a parameter's limits is what <c>ServiceLimits</c> has, and no parameter has any other.</summary>
public sealed class AttributeTests(SharedEngine shared) : IClassFixture<SharedEngine>
{
    private readonly PowerShellEngine _engine = shared.Engine;

    // After the engine's import, which loads the assembly.
    private readonly Lazy<Type> _limits = new(
        () => Assembly.Load("RunCommandPS.Core").GetType("RunCommandPS.ServiceLimits", throwOnError: true)!);
    private readonly Lazy<Type> _roles = new(
        () => Assembly.Load("RunCommandPS.Core").GetType("RunCommandPS.RoleLimits", throwOnError: true)!);
    private readonly Lazy<Type> _pattern = new(
        () => Assembly.Load("RunCommandPS.Core").GetType("RunCommandPS.SpecPattern", throwOnError: true)!);

    [Fact]
    public void Send_RunCommand_has_the_limits_of_the_request() => AssertRequest("Send-RunCommand");

    [Fact]
    public void Test_RunCommand_has_the_limits_of_the_request() => AssertRequest("Test-RunCommand");

    [Fact]
    public void Get_RunCommand_has_the_limits_of_its_filters() => AssertLimits("Get-RunCommand", new()
    {
        ["Status"] = ["one of Pending, InProgress, Success, Cancelled, Failed, TimedOut, Cancelling"],
        ["InstanceId"] = [Pattern("InstanceIdPattern")],
        ["First"] = [$"from 1 to {int.MaxValue}"],
    });

    [Fact]
    public void Get_RunCommandInvocation_has_the_limits_of_its_filters() => AssertLimits("Get-RunCommandInvocation", new()
    {
        ["InstanceId"] = [Pattern("InstanceIdPattern")],
        ["Status"] = ["one of Pending, InProgress, Delayed, Success, Cancelled, TimedOut, Failed, Cancelling"],
        ["First"] = [$"from 1 to {int.MaxValue}"],
    });

    [Fact]
    public void Stop_RunCommand_has_the_limits_of_its_nodes() => AssertLimits("Stop-RunCommand", new()
    {
        ["InstanceId"] = [Pattern("InstanceIdPattern")],
    });

    [Fact]
    public void Restart_RunCommand_has_the_limits_of_its_nodes() => AssertLimits("Restart-RunCommand", new()
    {
        ["InstanceId"] = [Pattern("InstanceIdPattern")],
        ["ThrottleLimit"] = ["from 1 to 50"],
    });

    [Fact]
    public void Get_RunCommandNode_has_the_limits_of_its_filters() => AssertLimits("Get-RunCommandNode", new()
    {
        ["PlatformType"] = ["one of Windows, Linux, MacOS"],
        ["PingStatus"] = ["one of Online, ConnectionLost, Inactive"],
        ["ResourceType"] = ["one of EC2Instance, ManagedInstance"],
        ["First"] = [$"from 1 to {int.MaxValue}"],
    });

    [Fact]
    public void Get_RunCommandDocument_has_the_limits_of_its_filters() => AssertLimits("Get-RunCommandDocument", new()
    {
        ["DocumentVersion"] = [Pattern("DocumentVersionPattern")],
        ["PlatformType"] = ["one of Windows, Linux, MacOS"],
        ["First"] = [$"from 1 to {int.MaxValue}"],
    });

    private void AssertRequest(string cmdlet) => AssertLimits(cmdlet, new()
    {
        ["DocumentName"] = [Pattern("DocumentNamePattern")],
        ["DocumentVersion"] = [Pattern("DocumentVersionPattern")],
        ["DocumentHash"] = [Length(0, "DocumentHashMaximumLength")],
        ["DocumentHashType"] = [$"one of {Limit("Sha256")}, {Limit("Sha1")}"],
        ["InstanceId"] = [Pattern("InstanceIdPattern")],
        ["Target"] = [$"0 to {Limit("TargetsMaximum")} items"],
        ["Comment"] = [Length(0, "CommentMaximumLength")],
        ["TimeoutSeconds"] = [$"from {Limit("TimeoutSecondsMinimum")} to {Limit("TimeoutSecondsMaximum")}"],
        ["MaxConcurrency"] = [Length("RateMinimumLength", "RateMaximumLength"), Pattern("MaxConcurrencyPattern")],
        ["MaxErrors"] = [Length("RateMinimumLength", "RateMaximumLength"), Pattern("MaxErrorsPattern")],
        ["OutputS3BucketName"] = [Length("BucketNameMinimumLength", "BucketNameMaximumLength")],
        ["OutputS3KeyPrefix"] = [Length(0, "KeyPrefixMaximumLength")],
        ["OutputS3Region"] = [Length("S3RegionMinimumLength", "S3RegionMaximumLength")],
        ["NotificationEvent"] = ["one of All, InProgress, Success, TimedOut, Cancelled, Failed"],
        ["NotificationType"] = ["one of Command, Invocation"],
        ["CloudWatchLogGroupName"] = [Length("LogGroupNameMinimumLength", "LogGroupNameMaximumLength")],
        ["AlarmName"] = [Length("AlarmNameMinimumLength", "AlarmNameMaximumLength")],
        ["ThrottleLimit"] = ["from 1 to 50"],
    });

    // The parameters that every cmdlet with a connection has.
    private Dictionary<string, string[]> OfConnection => new()
    {
        ["RoleArn"] = [Length(_roles.Value, "Arn"), Pattern(_roles.Value, "ArnPattern")],
        ["AccountId"] = [Pattern(_roles.Value, "AccountIdPattern")],
        ["ExternalId"] = [Length(_roles.Value, "ExternalId"), Pattern(_roles.Value, "ExternalIdPattern")],
        ["RoleSessionName"] = [Length(_roles.Value, "SessionName"), Pattern(_roles.Value, "SessionNamePattern")],
        ["RequestTimeoutSeconds"] = ["from 1 to 3600"],
    };

    private void AssertLimits(string cmdlet, Dictionary<string, string[]> expected)
    {
        var command = (CommandInfo)_engine.Run($"Get-Command {cmdlet}").Succeeded().Output[0].BaseObject;
        var actual = command.Parameters.Values
            .Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .Select(parameter =>
                (parameter.Name, Limits: parameter.Attributes.Select(Text).OfType<string>().Order(StringComparer.Ordinal).ToList()))
            .Where(parameter => parameter.Limits.Count > 0)
            .ToDictionary(parameter => parameter.Name, parameter => string.Join("; ", parameter.Limits));

        Assert.Equal(
            expected.Concat(OfConnection).Select(pair => $"{pair.Key}: {string.Join("; ", pair.Value.Order(StringComparer.Ordinal))}")
                .Order(StringComparer.Ordinal),
            actual.Select(pair => $"{pair.Key}: {pair.Value}").Order(StringComparer.Ordinal));
    }

    private static string? Text(Attribute attribute) => attribute switch
    {
        ValidatePatternAttribute pattern => $"{pattern.RegexPattern} with {pattern.Options}",
        { TypeId: Type { Name: "ValidateSpecPatternAttribute" } } => $"{Read(attribute, "RegexPattern")} with {Read(attribute, "Options")}",
        ValidateRangeAttribute range => $"from {range.MinRange} to {range.MaxRange}",
        ValidateLengthAttribute length => $"{length.MinLength} to {length.MaxLength} characters",
        ValidateCountAttribute count => $"{count.MinLength} to {count.MaxLength} items",
        ValidateSetAttribute set => $"one of {string.Join(", ", set.ValidValues)}",
        _ => null,
    };

    // As a user's script reads them, who can't name the type either.
    private static object? Read(Attribute attribute, string property) => attribute.GetType().GetProperty(property)!.GetValue(attribute);

    private string Limit(string name) => Constant(_limits.Value, name);

    private string Length(int minimum, string maximum) => $"{minimum} to {Limit(maximum)} characters";

    private string Length(string minimum, string maximum) => $"{Limit(minimum)} to {Limit(maximum)} characters";

    private static string Length(Type limits, string name) =>
        $"{Constant(limits, name + "MinimumLength")} to {Constant(limits, name + "MaximumLength")} characters";

    private string Pattern(string name) => Pattern(_limits.Value, name);

    private string Pattern(Type limits, string name) =>
        $"{Constant(_pattern.Value, "Start")}{Constant(limits, name)}{Constant(_pattern.Value, "End")} with "
            + $"{(RegexOptions)_pattern.Value.GetField("Options")!.GetRawConstantValue()!}";

    private static string Constant(Type type, string name) => type.GetField(name)!.GetRawConstantValue()!.ToString()!;
}
