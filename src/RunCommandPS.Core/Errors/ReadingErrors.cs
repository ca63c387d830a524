using static RunCommandPS.ErrorKind;

namespace RunCommandPS.Errors;

/// <summary>Errors of reading where the service returns less than was requested, and no error.</summary>
internal static class ReadingErrors
{
    public static InvalidPluginNameException NoSuchStep(string commandId, string step, IEnumerable<string> steps) => new(new(
        ErrorCode.InvalidPluginName, ObjectNotFound,
        $"Command '{commandId}' has no step '{step}' on any node. Steps that have started: {string.Join(", ", steps)}.",
        "Set -Step to one of these names. A step that no node has started is not listed yet."));

    public static InvalidReplyException RepeatedPage(string operation, ConnectionOrigin origin) => new(new(
        ErrorCode.InvalidReply, ProtocolError,
        $"{origin.Endpoint} returned a page of {operation} that was already read, so the list would never end.",
        "Check -EndpointUrl and any proxy in between: Systems Manager gives every page its own token."));

    public static InvocationDoesNotExistException NotInCommands(IReadOnlyList<string> commandIds, string instanceId) => new(new(
        ErrorCode.InvocationDoesNotExist, ObjectNotFound,
        commandIds.Count == 1
            ? $"Command '{commandIds[0]}' was not sent to node '{instanceId}'."
            : $"None of the {commandIds.Count} commands was sent to node '{instanceId}'.",
        "Get-RunCommandInvocation shows a command's nodes. Right after sending, the nodes of a command with -Target are not known yet."));

    /// <param name="name">The name.</param>
    /// <param name="unread">How many nodes were read whose names could not be.</param>
    /// <param name="why">Why they could not, as a sentence; null if that is not known.</param>
    public static InvalidInstanceIdException NoSuchNodeName(string name, int unread, string? why) => new(new(
        ErrorCode.InvalidInstanceId, ObjectNotFound,
        $"No managed node that was read has the name or computer name '{name}'"
            + (unread == 0 ? "." : $", but the name{(unread == 1 ? " of 1 node" : $"s of {unread} nodes")} could not be read.")
            + (unread == 0 || why is null ? "" : $" {why}"),
        unread == 0
            ? "Check the name, -Region and the other filters; wildcards are allowed: -Name 'web-*'."
            : "Check that ssm:DescribeInstanceProperties is allowed, which names require; "
                + $"or have the service filter by the tag: -Tag 'Name={name}'."));

    public static InvalidInstanceIdException NoSuchNode(string instanceId, ConnectionOrigin origin) => new(new(
        ErrorCode.InvalidInstanceId, ObjectNotFound,
        $"There is no managed node '{instanceId}'{(origin.Region.Length > 0 ? $" in {origin.Region}" : "")}: it is unknown, "
            + "stopped or terminated, or its SSM Agent has not registered.",
        "Check the id and -Region, and that the node is running, with an SSM Agent that can reach the service and a role that allows it."));
}
