using RunCommandPS.Simulator.Service;

namespace RunCommandPS.Simulator.Notifications;

/// <summary>Where a step's output goes in CloudWatch Logs.</summary>
/// <remarks>
/// Source: "Configuring Amazon CloudWatch Logs for Run Command" in the user guide; the agent for the characters it replaces.
/// </remarks>
internal static class LogLocation
{
    public static string Group(CommandState command, CloudWatchOutputConfig config) =>
        config.CloudWatchLogGroupName.Length > 0 ? config.CloudWatchLogGroupName : $"/aws/ssm/{command.Document.Name}";

    public static string Stream(InvocationState invocation, int step, string stream) =>
        $"{invocation.Command.CommandId}/{invocation.Node.InstanceId}/{invocation.Command.Tasks[step].Step.Name.Replace(':', '-')}/"
            + $"{stream}";
}
