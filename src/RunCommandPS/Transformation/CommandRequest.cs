using System.Management.Automation;
using RunCommandPS.Errors;
using RunCommandPS.Rollout;

namespace RunCommandPS.Transformation;

/// <summary>
/// A command that was sent, as a request to run it again unchanged: the same document, parameters, limits, places and nodes.
/// </summary>
internal static class CommandRequest
{
    private const string ReadAgain =
        "Read the command again, with Get-RunCommand in between; or specify -DocumentName to run something else on its nodes.";

    private const string Copy = "Deserialized.RunCommandPS." + nameof(Command);

    /// <summary>Reads an object as the command to run again.</summary>
    /// <param name="input">What came down the pipeline.</param>
    /// <returns>The request, which leads to where the command was sent; null for what is not a command.</returns>
    /// <exception cref="InvalidInputException">
    /// It is the copy of a command, a command of another module, or a command that does not say which nodes it was sent to.
    /// </exception>
    public static InputItem.Request? Of(object input) => MemberReader.Unwrap(input) switch
    {
        Command command => new InputItem.Request(Again(command), input) { Origin = command.Origin },
        _ when input is PSObject copy && copy.TypeNames.FirstOrDefault() == Copy => throw InputErrors.Input(
            $"A copy of command {copy.Properties[nameof(Command.CommandId)]?.Value} was piped in, and it is not complete.", ReadAgain),
        _ when Foreign(input) is { } id => throw InputErrors.Input(
            $"Command {id} was read by another module or program, so it can't be sent again as it is.", ReadAgain),
        _ => null,
    };

    // A command, and not what it did on a node.
    private static string? Foreign(object input) =>
        MemberReader.Value(input, nameof(Command.DocumentName)) is not null
        && MemberReader.Value(input, nameof(CommandInvocation.InstanceId)) is null
            ? ScalarText.Of(MemberReader.Value(input, nameof(Command.CommandId)))
            : null;

    // Criteria are resolved again. The service may list the nodes that they selected then, but a request takes one or the other.
    private static SendCommandRequest Again(Command command) => command switch
    {
        { Targets.Count: > 0 } => RestartPlan.Template(command) with { Targets = command.Targets },
        { InstanceIds.Count: > 0 } => RestartPlan.Template(command) with { InstanceIds = command.InstanceIds },
        _ => throw InputErrors.Input(
            $"Command {command.CommandId} doesn't say which nodes it was sent to.",
            "Restart-RunCommand -All finds out from its invocations."),
    };
}
