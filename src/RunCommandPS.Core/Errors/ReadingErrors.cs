using static RunCommandPS.ErrorKind;

namespace RunCommandPS.Errors;

/// <summary>Errors of reading that the service answers with less than is asked for, and no error.</summary>
internal static class ReadingErrors
{
    public static InvalidPluginNameException NoSuchStep(string commandId, string step, IEnumerable<string> steps) => new(new(
        ErrorCode.InvalidPluginName, ObjectNotFound,
        $"On no node has command '{commandId}' a step '{step}'. The steps begun are: {string.Join(", ", steps)}.",
        "Give -Step one of these names. A step that no node has begun is not there yet."));

    public static InvalidReplyException RepeatedPage(string operation, ConnectionOrigin origin) => new(new(
        ErrorCode.InvalidReply, ProtocolError,
        $"{origin.Endpoint} answers {operation} with a page that was read before, so that the list would have no end.",
        "Check -EndpointUrl and any proxy in between: Systems Manager gives every page a token of its own."));

    public static InvocationDoesNotExistException NotInCommands(IReadOnlyList<string> commandIds, string instanceId) => new(new(
        ErrorCode.InvocationDoesNotExist, ObjectNotFound,
        commandIds.Count == 1
            ? $"Command '{commandIds[0]}' was not sent to node '{instanceId}'."
            : $"None of the {commandIds.Count} commands was sent to node '{instanceId}'.",
        "Get-RunCommandInvocation shows the nodes of a command. Right after sending, those of a command with -Target are not known yet."));

    public static InvalidInstanceIdException NoSuchNodeName(string name) => new(new(
        ErrorCode.InvalidInstanceId, ObjectNotFound,
        $"No managed node that was read has the name or computer name '{name}'.",
        "Check the name, -Region and the other filters; wildcards are allowed: -Name 'web-*'."));

    public static InvalidInstanceIdException NoSuchNode(string instanceId, ConnectionOrigin origin) => new(new(
        ErrorCode.InvalidInstanceId, ObjectNotFound,
        $"There is no managed node '{instanceId}'{(origin.Region.Length > 0 ? $" in {origin.Region}" : "")}: it is unknown, "
            + "stopped or terminated, or its SSM Agent has not registered.",
        "Check the id and -Region, and that the node runs, with an SSM Agent that can reach the service and a role that lets it."));
}
