using System.Management.Automation;

namespace RunCommandPS.Formatting;

/// <summary>
/// The objects within objects, for the types file. Their public .NET properties are text, because ConvertTo-Json reads those.
/// </summary>
public static class InnerObjects
{
    /// <summary>The parameters of a command, or of a document.</summary>
    /// <param name="item">A <see cref="Command"/> or <see cref="RunCommandDocument"/>.</param>
    /// <returns>The property.</returns>
    public static object? Parameters(PSObject item) => item?.BaseObject switch
    {
        Command command => command.Parameters,
        RunCommandDocument runCommandDocument => runCommandDocument.Parameters,
        _ => null,
    };

    /// <summary>The criteria of a command.</summary>
    /// <param name="item">A <see cref="Command"/>.</param>
    /// <returns>The property.</returns>
    public static object? Targets(PSObject item) => (item?.BaseObject as Command)?.Targets;

    /// <summary>What is published about a command, and where.</summary>
    /// <param name="item">A <see cref="Command"/> or <see cref="CommandInvocation"/>.</param>
    /// <returns>The property.</returns>
    public static object? NotificationConfig(PSObject item) => item?.BaseObject switch
    {
        Command command => command.NotificationConfig,
        CommandInvocation commandInvocation => commandInvocation.NotificationConfig,
        _ => null,
    };

    /// <summary>The alarm that stops a command.</summary>
    /// <param name="item">A <see cref="Command"/>.</param>
    /// <returns>The property.</returns>
    public static object? AlarmConfiguration(PSObject item) => (item?.BaseObject as Command)?.AlarmConfiguration;

    /// <summary>Alarms that were triggered.</summary>
    /// <param name="item">A <see cref="Command"/>.</param>
    /// <returns>The property.</returns>
    public static object? TriggeredAlarms(PSObject item) => (item?.BaseObject as Command)?.TriggeredAlarms;

    /// <summary>The steps of an invocation.</summary>
    /// <param name="item">A <see cref="CommandInvocation"/>.</param>
    /// <returns>The property.</returns>
    public static object? Steps(PSObject item) => (item?.BaseObject as CommandInvocation)?.Steps;

    /// <summary>The associations of a node.</summary>
    /// <param name="item">A <see cref="ManagedNode"/>.</param>
    /// <returns>The property.</returns>
    public static object? AssociationOverview(PSObject item) => (item?.BaseObject as ManagedNode)?.AssociationOverview;

    /// <summary>The invocation behind a result.</summary>
    /// <param name="item">A <see cref="NodeResult"/>.</param>
    /// <returns>The property.</returns>
    public static object? Invocation(PSObject item) => (item?.BaseObject as NodeResult)?.Invocation;

    /// <summary>What each step of a result wrote.</summary>
    /// <param name="item">A <see cref="NodeResult"/>.</param>
    /// <returns>The property.</returns>
    public static object? Outputs(PSObject item) => (item?.BaseObject as NodeResult)?.Outputs;

    /// <summary>The nodes of a rollout.</summary>
    /// <param name="item">A <see cref="RunCommandRollout"/>.</param>
    /// <returns>The property.</returns>
    public static object? Nodes(PSObject item) => (item?.BaseObject as RunCommandRollout)?.Nodes;

    /// <summary>The result of a rollout.</summary>
    /// <param name="item">A <see cref="RunCommandRollout"/>.</param>
    /// <returns>The property.</returns>
    public static object? Summary(PSObject item) => (item?.BaseObject as RunCommandRollout)?.Summary;
}
